// report_sheets.mjs REDRESS: LibreOffice opens the spreadsheet of a report and reads from it what the JSON says; names
// of services that look like formulas are texts there. Prints TAP.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { check, finish, has, same, story } from '../browser/tap.mjs'
import { csv, data, world, year } from './report_tools.mjs'

if (spawnSync('soffice', ['--version']).error) {
  process.stdout.write('1..0 # SKIP no soffice\n')
  process.exit(0)
}
const { folder, must, end } = world(process.argv[2])
const awkward = ["=cmd|'/c calc'!A1", '+1', '-2 Roads', '@x', '"Quoted", and more', 'Łódź – ½']

// Comma, quotation mark, UTF-8, from row 1, as shown, no formulas, all sheets: one file each.
function convert(name) {
  const how = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1'
  const words = [`-env:UserInstallation=file://${folder}/profile`, '--headless', '--convert-to', how, '--outdir',
    join(folder, 'csv'), join(folder, name)]
  const done = spawnSync('soffice', words, { timeout: 240000, env: { ...process.env, LC_ALL: 'C.UTF-8' } })
  check('LibreOffice opens it', done.status === 0 && existsSync(join(folder, 'csv')), done.stderr?.toString())
}

const sheet = (name) => csv(readFileSync(join(folder, 'csv', `a-${name}.csv`), 'utf8').replace(/\n$/, ''))
const words = (id) => id[0].toUpperCase() + id.slice(1).replaceAll('-', ' ')
const shown = (value) => (value === null || value === undefined ? '' : String(value))
const percent = (value) => (value === null || value === undefined ? '' : `${value}%`)
// A sheet is as wide as its header; LibreOffice leaves out empty cells at the end of all rows.
const fit = (cells, width) => JSON.stringify([...cells, ...Array(width).fill('')].slice(0, width))

function compareTable(table) {
  const [header, ...rows] = sheet(words(table.id))
  const before = table.rows.some((row) => row.previous)
  same(`${table.id}: columns`, header.length, 1 + table.columns.length * (before ? 2 : 1))
  same(`${table.id}: rows`, rows.length, table.rows.length)
  for (const [i, row] of table.rows.entries()) {
    const previous = before ? (row.previous ?? Array(table.columns.length).fill(null)) : []
    const wanted = [row.label, ...[...row.cells, ...previous].map(shown)]
    same(`${table.id}: ${row.id}`, fit(rows[i] ?? [], header.length), fit(wanted, header.length))
  }
}

function compareRates(rates) {
  const [header, ...rows] = sheet('Rates')
  same('rates', rows.length, rates.length)
  for (const [i, rate] of rates.entries()) {
    const { n, of, previous } = rate
    const wanted = [rate.title, shown(n), shown(of), percent(rate.percent), shown(previous?.n), shown(previous?.of),
      percent(previous?.percent)]
    same(rate.id, fit(rows[i] ?? [], header.length), fit(wanted, header.length))
  }
}

await story('a spreadsheet', () => {
  const lines = awkward.map((service, i) =>
    `AWK-${i},complaint,bexley-corporate,2018-06-0${i + 1},"${service.replaceAll('"', '""')}","=1+1",2018-06-20,upheld`)
  writeFileSync(join(folder, 'complaints.csv'),
    `reference,kind,procedure,received,service,causes,stage1_responded,stage1_outcome\n${lines.join('\n')}\n`)
  must('import', ...data)
  must('import', 'complaints.csv')
  const report = JSON.parse(must('report', 'annual', ...year, '--format', 'json'))
  must('report', 'annual', ...year, '--output', 'a.xlsx')
  convert('a.xlsx')
  const names = ['Summary', 'Rates', 'Definitions', ...report.tables.map((table) => words(table.id))]
  const files = names.map((name) => `a-${name}.csv`)
  same('a sheet each', readdirSync(join(folder, 'csv')).sort().join('\n'), files.sort().join('\n'))
  report.tables.forEach(compareTable)
  compareRates(report.rates)
  const definitions = sheet('Definitions')
  for (const { id, title, basis, definition } of [...report.tables, ...report.rates])
    check(`${id} is defined`, definitions.some(([, name, words, by, , meaning]) =>
      name === id && words === title && by === basis && meaning === definition))
  has('what it is about', JSON.stringify(sheet('Summary')), report.title)
  const labels = sheet('Received by service').map(([label]) => label)
  for (const name of awkward) check(`${name} is a text`, labels.includes(name), labels)
  check('so is a cause', sheet('Causes').some(([label]) => label === '=1+1'))
  const text = must('report', 'annual', ...year, '--format', 'csv')
  for (const name of awkward.slice(0, 4)) has(`${name} is harmless in CSV`, text, `,"'${name}",`)
})

end()
finish()
