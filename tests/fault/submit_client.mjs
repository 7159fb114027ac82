// People who send complaints by the form, over HTTP, each from an address of its own (127.x.y.z), while the server is
// ended and started again. What was promised to them (a reference on the confirmation page) is written down.
//   submit_client.mjs load PORT PEOPLE FILE     until SIGTERM; a line for each promise in FILE
//   submit_client.mjs again PORT FILE           sends every draft of FILE once more: the same reference must come
//   submit_client.mjs double PORT TIMES         one draft, sent TIMES times at once
//   submit_client.mjs answers PORT PEOPLE       each sends once; counts what was answered, nothing may stay unanswered
import http from 'node:http'
import fs from 'node:fs'

const [, , command, port, ...words] = process.argv
const run = process.pid % 200
let people = 0
let stopping = false

// ---- one person -----------------------------------------------------------------------------------------------------

class Unanswered extends Error {}

function newPerson() {
  people++
  return { address: `127.${1 + run}.${(people >> 8) & 255}.${people & 255}`, cookies: {} }
}

function ask(person, method, path, form) {
  return new Promise((resolve, reject) => {
    const body = form ? new URLSearchParams(form).toString() : ''
    const cookie = Object.entries(person.cookies).map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { Host: `127.0.0.1:${port}`, ...(cookie && { Cookie: cookie }) }
    if (form) Object.assign(headers, { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': body.length })
    const options = { host: '127.0.0.1', port, method, path, headers, localAddress: person.address, agent: person.agent, timeout: 15000 }
    const request = http.request(options, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (piece) => (text += piece))
      response.on('aborted', () => reject(new Unanswered('aborted')))
      response.on('error', () => reject(new Unanswered('error')))
      response.on('end', () => {
        if (!response.complete) return reject(new Unanswered('incomplete'))
        for (const line of response.headers['set-cookie'] ?? []) {
          const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)
          person.cookies[name] = value
        }
        resolve({ status: response.statusCode, to: response.headers.location ?? '', text })
      })
    })
    request.on('timeout', () => request.destroy(new Error('timeout')))
    request.on('error', (error) => reject(new Unanswered(error.code ?? error.message)))
    request.end(body)
  })
}

const tokenOf = (text) => /name="csrf" value="([^"]+)"/.exec(text)?.[1]
const referenceOf = (text) => /\b[A-Z]{2,5}-[0-9][0-9A-Z]{7,9}\b/.exec(text)?.[0]

const STEPS = [
  ['who', { whom: 'self' }],
  ['name-choice', { name_choice: 'anonymous' }],
  ['service', { service: 'unknown' }],
  ['what', { what: 'The bin was not emptied on three Tuesdays, and nobody came when I rang.' }],
  ['when', { when: 'Every week since May' }],
  ['effect', { effect: 'My mother could not get past.' }],
  ['outcome', { wanted: 'Empty it and say sorry.' }],
  ['told-us', { told: 'yes', told_more: 'By telephone' }],
]

// ---- until it is answered -------------------------------------------------------------------------------------------

const pause = (ms) => new Promise((done) => setTimeout(done, ms))

// The server may be gone for a moment: a person loads the page again, with the same cookies.
async function patiently(person, counts, method, path, form) {
  for (let tries = 0; tries < 2000; tries++) {
    try {
      counts.requests++
      const answer = await ask(person, method, path, form)
      if (answer.status < 500) return answer
      counts.refused++
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error
      counts.unanswered++
    }
    if (stopping) return null
    await pause(10 + 20 * Math.random())
  }
  throw new Error(`${path}: not answered in 2,000 tries`)
}

async function write(person, counts) {
  const first = await patiently(person, counts, 'GET', '/complaint/who')
  if (!first) return false
  person.token = tokenOf(first.text)
  if (!person.token) throw new Error('the form has no token')
  for (const [step, answers] of STEPS) {
    const answer = await patiently(person, counts, 'POST', `/complaint/${step}`, { csrf: person.token, ...answers })
    if (!answer) return false
    if (answer.status !== 303) throw new Error(`${step}: ${answer.status}`)
  }
  return true
}

async function send(person, counts) {
  const sent = await patiently(person, counts, 'POST', '/complaint/send', { csrf: person.token })
  if (!sent) return null
  if (sent.status !== 303 || sent.to !== '/complaint/sent') throw new Error(`send: ${sent.status} ${sent.to}`)
  const page = await patiently(person, counts, 'GET', '/complaint/sent')
  return page && page.status === 200 ? referenceOf(page.text) : null
}

const promise = (person, reference) => JSON.stringify({ reference, cookies: person.cookies, token: person.token }) + '\n'

// ---- the commands ---------------------------------------------------------------------------------------------------

async function load(count, file) {
  const counts = { requests: 0, unanswered: 0, refused: 0, promises: 0 }
  const out = fs.openSync(file, 'a')
  process.on('SIGTERM', () => (stopping = true))
  const one = async () => {
    while (!stopping) {
      const person = newPerson()
      const reference = (await write(person, counts)) && (await send(person, counts))
      if (!reference) continue
      fs.writeSync(out, promise(person, reference))
      counts.promises++
    }
  }
  await Promise.all(Array.from({ length: +count }, one))
  console.log(JSON.stringify(counts))
}

async function again(file) {
  const counts = { requests: 0, unanswered: 0, refused: 0 }
  const lines = fs.readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line))
  let same = 0
  const one = async () => {
    for (let line = lines.pop(); line; line = lines.pop()) {
      const person = { ...newPerson(), cookies: line.cookies, token: line.token }
      const reference = await send(person, counts)
      if (reference === line.reference) same++
      else console.error(`promised ${line.reference}, now ${reference}`)
    }
  }
  const all = lines.length
  await Promise.all(Array.from({ length: 8 }, one))
  console.log(JSON.stringify({ all, same }))
  process.exitCode = same === all ? 0 : 1
}

async function double(times) {
  const counts = { requests: 0, unanswered: 0, refused: 0 }
  const person = newPerson()
  await write(person, counts)
  // The same browser in many windows: the same cookies; the address differs, or the limit on sending would answer.
  const windows = Array.from({ length: +times }, () => ({ ...newPerson(), cookies: { ...person.cookies } }))
  const sent = await Promise.all(windows.map((one) => ask(one, 'POST', '/complaint/send', { csrf: person.token })))
  const pages = await Promise.all(windows.map((one) => ask(one, 'GET', '/complaint/sent')))
  const references = new Set(pages.map((page) => referenceOf(page.text)))
  const right = sent.filter((answer) => answer.status === 303 && answer.to === '/complaint/sent').length
  console.log(JSON.stringify({ times: +times, right, references: [...references] }))
  process.exitCode = right === +times && references.size === 1 && !references.has(undefined) ? 0 : 1
}

// Without patience: the answer to each request is what counts. The draft of who was refused is tried in the end.
async function answers(count) {
  const counts = { answered: 0, saved: 0, refused: 0, kept: 0, unanswered: 0 }
  const one = async () => {
    const person = newPerson()
    try {
      const first = await ask(person, 'GET', '/complaint/who')
      counts.answered++
      person.token = tokenOf(first.text)
      for (const [step, form] of [...STEPS.map(([step, form]) => [step, form]), ['send', {}]]) {
        const answer = await ask(person, 'POST', `/complaint/${step}`, { csrf: person.token ?? '', ...form })
        counts.answered++
        if (answer.status >= 500) {
          counts.refused++
          if (/your answers are (kept|safe)|what you wrote|not saved|cannot save/i.test(answer.text)) counts.kept++
          return
        }
        if (step === 'send' && answer.to === '/complaint/sent') counts.saved++
      }
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error
      counts.unanswered++
    }
  }
  await Promise.all(Array.from({ length: +count }, one))
  console.log(JSON.stringify(counts))
}

await { load, again, double, answers }[command](...words)
