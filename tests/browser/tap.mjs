// The Test Anything Protocol: one line for each thing that was looked at.
let count = 0
let failed = 0

const MOST = 1200 // letters of a detail

const lines = (text) => {
  const whole = String(text)
  const shown = whole.length > MOST ? `${whole.slice(0, MOST)} …` : whole
  return shown.split('\n').map((line) => `#   ${line}`).join('\n')
}

// Says whether it holds; `detail` is shown where it does not.
export function check(name, holds, detail = '') {
  count++
  const plain = name.replaceAll('#', '\\#').replace(/\s+/g, ' ')
  process.stdout.write(`${holds ? 'ok' : 'not ok'} ${count} - ${plain}\n`)
  if (holds) return true
  failed++
  const text = typeof detail === 'string' ? detail : JSON.stringify(detail)
  if (text) process.stdout.write(`${lines(text)}\n`)
  return false
}

export const same = (name, found, wanted) =>
  check(name, found === wanted, `found   ${JSON.stringify(found)?.slice(0, 500)}\nwanted  ${JSON.stringify(wanted)?.slice(0, 500)}`)

export const has = (name, text, part) => {
  const holds = part instanceof RegExp ? part.test(text) : String(text).includes(part)
  return check(name, holds, `no ${part} in:\n${String(text).slice(0, 1500)}`)
}

// Runs one story and says whether it came to its end; an exception is a failed point.
export async function story(name, tell) {
  try {
    await tell()
    return true
  } catch (error) {
    return check(`${name}: goes to its end`, false, error.stack ?? error)
  }
}

export const note = (text) => process.stdout.write(`${lines(text)}\n`)

export function finish() {
  process.stdout.write(`1..${count}\n`)
  process.exitCode = failed ? 1 : 0
}
