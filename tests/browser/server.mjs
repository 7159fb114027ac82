// A server of its own with a fresh demonstration: in a folder that goes away with it, on a free port of this machine.
import { execFile, spawn } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds))

const freePort = () => new Promise((done, fail) => {
  const listener = net.createServer()
  listener.once('error', fail)
  listener.listen(0, '127.0.0.1', () => {
    const { port } = listener.address()
    listener.close(() => done(port))
  })
})

async function answers(base, child) {
  for (let i = 0; i < 200; i++) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`)
    try {
      const response = await fetch(`${base}/health`)
      if (response.ok) return
    } catch { /* not yet */ }
    await wait(50)
  }
  throw new Error('the server did not answer in 10 seconds')
}

async function end(child, folder) {
  if (child.exitCode === null) {
    const gone = new Promise((done) => child.once('exit', done))
    child.kill('SIGTERM')
    await Promise.race([gone, wait(5000)])
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
  }
  fs.rmSync(folder, { recursive: true, force: true })
}

export async function startServer(program) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'redress-browser-'))
  const database = `sqlite:${path.join(folder, 'demo.db')}`
  await promisify(execFile)(program, ['--database', database, 'demo'])
  const address = `127.0.0.1:${await freePort()}`
  const log = fs.openSync(path.join(folder, 'server.log'), 'w')
  const child = spawn(program, ['--database', database, 'serve', '--listen', address], { stdio: ['ignore', log, log] })
  const base = `http://${address}`
  const stop = () => end(child, folder)
  try {
    await answers(base, child)
  } catch (error) {
    const words = fs.readFileSync(path.join(folder, 'server.log'), 'utf8')
    await stop()
    throw new Error(`${error.message}\n${words}`)
  }
  return { base, folder, stop }
}
