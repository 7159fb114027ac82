// What the tests of reports share: the program, the published year, its tables and CSV.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
// The year that the demonstration has, and what was published of it.
const files = ['complaints', 'ombudsman', 'recommendations', 'actions', 'sars', 'compliments', 'advocacy', 'comparators']
export const data = files.map((name) => join(here, `../../assets/demo/${name}.csv`))
export const published = join(here, 'bexley-2018-19.json')
export const year = ['--from', '2018-04-01', '--to', '2019-03-31']
export const services = ["Children's Social Care Services", 'Placements and Specialist Services']
export const scope = services.flatMap((name) => ['--service', name])

// A folder of its own and the program in it, on a database there.
export function world(program) {
  const folder = mkdtempSync(join(tmpdir(), 'redress-report-'))
  const path = resolve(program)
  const env = { ...process.env, REDRESS_DATABASE: 'sqlite:test.db' }
  const run = (...words) => {
    const done = spawnSync(path, words, { cwd: folder, env, maxBuffer: 1 << 26 })
    return { status: done.status, out: done.stdout.toString(), err: done.stderr.toString() }
  }
  const must = (...words) => {
    const done = run(...words)
    if (done.status !== 0) throw new Error(`redress ${words.join(' ')}: ${done.status} ${done.err}`)
    return done.out
  }
  return { folder, run, must, end: () => rmSync(folder, { recursive: true }) }
}

// table(report, id).cell(row, column) and the rates by their names; undefined where there is none.
export const table = (report, id) => {
  const found = report.tables.find((each) => each.id === id)
  const cell = (row, column) =>
    found?.rows.find((each) => each.id === row)?.cells[found.columns.indexOf(column)]
  return { cell, rows: found?.rows.map((row) => row.id) ?? [], columns: found?.columns ?? [] }
}
export const rate = (report, id) => report.rates.find((each) => each.id === id)

// RFC 4180: rows of texts.
export function csv(text) {
  const rows = [[]]
  const cell = /("((?:[^"]|"")*)"|[^",\r\n]*)(,|\r\n|\n|$)/gy
  const body = text.replace(/^\uFEFF/, '')
  while (cell.lastIndex < body.length) {
    const [, whole, quoted, end] = cell.exec(body)
    rows.at(-1).push(quoted === undefined ? whole : quoted.replaceAll('""', '"'))
    if (end !== ',' && cell.lastIndex < body.length) rows.push([])
  }
  return rows
}
