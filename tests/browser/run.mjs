// run.mjs PROGRAM PART...: the pages in a real browser; prints TAP. The parts: resident officer registers reports axe keyboard screenshots.
import fs from 'node:fs'
import { hasChromium, launch } from './browser.mjs'
import { startServer } from './server.mjs'
import { finish, story } from './tap.mjs'

const [program, ...parts] = process.argv.slice(2)

async function runPart(part) {
  const { default: tell } = await import(`./${part}.mjs`)
  const server = await startServer(program)
  const browser = await launch()
  try {
    await story(part, () => tell({ browser, base: server.base, folder: server.folder, program }))
  } finally {
    await browser.close()
    await server.stop()
  }
}

if (!program || parts.length === 0 || !fs.existsSync(program)) {
  process.stderr.write('Usage: node run.mjs PROGRAM resident|officer|registers|reports|axe|keyboard|screenshots...\n')
  process.exit(2)
}
if (!hasChromium()) {
  process.stdout.write('1..0 # SKIP there is no Chromium here\n')
  process.exit(0)
}
for (const part of parts) await runPart(part)
finish()
