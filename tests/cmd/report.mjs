// report.mjs REDRESS: the published year, imported, gives every figure that was published; each format tells the same,
// and wrong usages say what is right. Prints TAP.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { check, finish, has, same, story } from '../browser/tap.mjs'
import { csv, data, published, rate, scope, services, table, world, year } from './report_tools.mjs'

const { folder, run, must, end } = world(process.argv[2])
const report = (...words) => JSON.parse(must('report', ...words, '--format', 'json'))

// ---- every published figure ----------------------------------------------------------------------------------------

const stages = { stage1: 'stage-1', stage2: 'stage-2' }

const received = (from, name, rows) =>
  Object.fromEntries(rows.map((row) => [row, {
    stage1: table(from, name).cell(row, 'stage-1'),
    stage2: table(from, name).cell(row, 'stage-2'),
    ombudsman: table(from, name).cell(row, 'ombudsman')
  }]))

const rowsOf = (from, name) =>
  Object.fromEntries(table(from, name).rows.filter((row) => row !== 'total')
    .map((row) => [row, table(from, name).cell(row, 'n')]))

const outcomes = (from) =>
  Object.fromEntries(Object.entries(stages).map(([key, stage]) => [key, {
    ...Object.fromEntries(['not-upheld', 'partly-upheld', 'upheld', 'withdrawn', 'decided']
      .map((column) => [column, table(from, 'outcomes').cell(stage, column)])),
    fault_found_percent: rate(from, `${stage}-fault-found`).percent
  }]))

// The table and the rate must both say it.
const onTime = (from, stage, procedure) => {
  const row = procedure ? `${stage}/${procedure}` : stage
  const { n, of, percent } = rate(from, procedure ? `${stage}-on-time/${procedure}` : `${stage}-on-time`)
  const [count, closed] = ['on-time', 'responded'].map((column) => table(from, 'on-time').cell(row, column))
  check(`${row}: the rate is that of the table`, n === count && of === closed, { n, of, count, closed })
  return { on_time: n, closed: of, percent }
}

const timely = (from) =>
  Object.fromEntries(Object.entries(stages).map(([key, stage]) => [key, {
    'bexley-corporate': onTime(from, stage, 'bexley-corporate'),
    'children-statutory': onTime(from, stage, 'children-statutory'),
    all: onTime(from, stage)
  }]))

const letter = (from) => ({
  received: rowsOf(from, 'ombudsman-received'),
  received_total: table(from, 'ombudsman-received').cell('total', 'n'),
  decided: rowsOf(from, 'ombudsman-decisions'),
  decided_total: table(from, 'ombudsman-decisions').cell('total', 'n'),
  uphold_rate_percent: rate(from, 'uphold-rate').percent,
  satisfactory_remedy: table(from, 'ombudsman-remedy').cell('total', 'n'),
  satisfactory_remedy_percent: rate(from, 'satisfactory-remedy').percent,
  compliance: {
    ...Object.fromEntries(['recorded', 'on-time', 'late', 'not-complied']
      .map((column) => [column, table(from, 'ombudsman-compliance').cell('total', column)])),
    rate_percent: rate(from, 'compliance').percent
  }
})

const figures = (from) => ({
  received: received(from, 'received-by-procedure', ['bexley-corporate', 'children-statutory']),
  received_by_service: received(from, 'received-by-service', services),
  causes: rowsOf(from, 'causes'),
  outcomes: outcomes(from),
  on_time: timely(from),
  ombudsman_letter: letter(from),
  sars: {
    received: table(from, 'subject-access-by-service').cell('total', 'received'),
    received_whole_council: table(from, 'subject-access-whole-council').cell('total', 'received'),
    internal_reviews: table(from, 'subject-access-by-service').cell('total', 'internal-reviews')
  },
  compliments: table(from, 'compliments-by-service').cell('total', 'n'),
  advocacy: { young_people: table(from, 'advocacy-age').cell('total', 'n') }
})

// Leaf by leaf, and no leaf of ours that is not expected.
function compare(path, found, wanted) {
  if (wanted === null || typeof wanted !== 'object') return same(path.join(' '), found, wanted)
  const names = new Set([...Object.keys(wanted), ...Object.keys(found ?? {})])
  for (const name of names) compare([...path, name], found?.[name], wanted[name])
}

await story('the published year', () => {
  must('import', ...data)
  const expected = JSON.parse(readFileSync(published))
  compare(['scope'], figures(report('annual', ...year, ...scope)), expected)
  const { sars, ...rest } = expected
  const { sars: all, ...whole } = figures(report('annual', ...year))
  compare(['whole council'], whole, rest)
  same('access requests to the whole council', all.received, sars.received_whole_council)
  compare(['letter'], letter(report('ombudsman-letter', ...year)), expected.ombudsman_letter)
})

// ---- the contract's example and what the published report got wrong -------------------------------------------------

await story('the contract', () => {
  const annual = report('annual', ...year, ...scope)
  same('report', annual.report, 'annual')
  same('from and to', `${annual.from} ${annual.to}`, '2018-04-01 2019-03-31')
  same('services', annual.services.join(), services.join())
  const first = annual.tables.find((each) => each.id === 'received-by-procedure')
  same('basis', first.basis, 'received')
  same('columns', first.columns.join(), 'stage-1,stage-2,stage-3,ombudsman,total')
  same('rows', JSON.stringify(first.rows.map(({ id, cells }) => ({ id, cells }))),
    JSON.stringify([{ id: 'bexley-corporate', cells: [35, 9, null, 3, 47] },
      { id: 'children-statutory', cells: [16, 3, 0, 1, 20] }, { id: 'total', cells: [51, 12, 0, 4, 67] }]))
  const { id, basis, n, of, percent, previous } = rate(annual, 'stage-1-on-time')
  same('a rate', JSON.stringify({ id, basis, n, of, percent, previous }),
    '{"id":"stage-1-on-time","basis":"responded","n":36,"of":51,"percent":71,"previous":{"n":40,"of":69,"percent":58}}')
  for (const [name, text] of Object.entries({
    'change-in-total': '-16 83 -19',
    'change-in-stage-1': '-17 68 -25',
    'stage-2-rate-received': '12 51 24',
    'stage-2-rate-closed': '10 47 21',
    'uphold-rate': '14 24 58',
    'satisfactory-remedy': '4 14 29',
    compliance: '4 4 100',
    'subject-access-share': '69 128 54'
  })) {
    const found = rate(annual, name)
    same(name, `${found.n} ${found.of} ${found.percent}`, text)
  }
})

const read = (page) =>
  page.replace(/<style>.*?<\/style>/s, '').replace(/<[^>]*>/g, ' ')
    .replaceAll('&#39;', "'").replace(/\s+/g, ' ')

await story('words', () => {
  const page = must('report', 'annual', ...year, ...scope)
  const words = read(page)
  has('a whole page', page, /^<!DOCTYPE html>[^]*<\/html>\n$/)
  check('its style sheet begins with a rule', /<style>[@:.a-z]/.test(page), page.slice(0, 400))
  has('the change', words, 'we received 67, a 19% reduction from the previous year, when we received 83')
  has('why 24% is wrong', words,
    "24% would be 16 of this year's 67. A change is measured against the earlier year: 16 of 83 is 19%.")
  has('two bases', words,
    'By complaints received, 24% went on to stage 2 (12 of 51); by complaints decided, 21% (10 of 47)')
  const letters = read(must('report', 'ombudsman-letter', ...year))
  for (const figure of ['Total 72 ', 'Total 70 ', '58% (14 of 24)', '29% (4 of 14)', '100% (4 of 4)'])
    has(`the letter says ${figure}`, letters, figure)
})

// ---- formats --------------------------------------------------------------------------------------------------------

const shown = (value) => (value === null || value === undefined ? '' : String(value))

// What the CSV must hold, from the JSON: a line for each cell and rate.
function* flat(from) {
  for (const { id, basis, definition, columns, rows } of from.tables)
    for (const row of rows)
      for (const [i, column] of columns.entries())
        yield ['table', id, row.id, row.label, column, shown(row.cells[i]), '', '', shown(row.previous?.[i]), '', '',
          basis, definition]
  for (const { id, title, n, of, percent, previous, basis, definition } of from.rates) {
    const numbers = [n, of, percent, previous?.n, previous?.of, previous?.percent]
    yield ['rate', id, '', title, '', ...numbers.map(shown), basis, definition]
  }
}

await story('CSV', () => {
  const text = must('report', 'annual', ...year, '--format', 'csv')
  const rows = csv(text)
  check('begins with a byte-order mark', text.startsWith('\uFEFFkind,id,row,'), text.slice(0, 30))
  check('lines end with CR LF', !/[^\r]\n/.test(text))
  check('one regular table', rows.every((row) => row.length === 13), rows.find((row) => row.length !== 13))
  const found = rows.filter(([kind]) => kind === 'table' || kind === 'rate').map((row) => JSON.stringify(row))
  const wanted = [...flat(report('annual', ...year))].map((row) => JSON.stringify(row))
  same('as many lines as the JSON has figures', found.length, wanted.length)
  const differ = wanted.findIndex((row, i) => row !== found[i])
  same('every figure of the JSON', found[differ], wanted[differ])
  has('what it is about', text, 'report,title,,,,Annual complaints report 2018/19,')
})

await story('a published copy', () => {
  const all = csv(must('report', 'annual', ...year, '--published', '--format', 'csv'))
  const open = /^(actions|neighbours|ombudsman-(received|decisions|remedy|compliance))$/ // nobody is in them
  const rows = all.filter(([kind, table]) => kind === 'table' && !open.test(table))
  const small = (text) => /^[1-4]$/.test(text)
  check('no cell from 1 to 4', !rows.some((row) => small(row[5])), rows.find((row) => small(row[5])))
  check('nor an earlier one', !rows.some((row) => small(row[8])), rows.find((row) => small(row[8])))
  check('hidden cells say c', rows.some((row) => row[5] === 'c'))
  must('setting', 'set', 'small-numbers', '0')
  const plain = csv(must('report', 'annual', ...year, '--published', '--format', 'csv'))
  check('a council may hide none', !plain.some((row) => row[5] === 'c'))
})

await story('the same twice', () => {
  const twice = (...words) => [0, 1].map(() => must('report', 'annual', ...year, ...words))
  const [json, again] = twice('--format', 'json').map((text) => JSON.stringify({ ...JSON.parse(text), made: '' }))
  same('JSON', json, again)
  const [lines, others] = twice('--format', 'csv').map((text) => text.replace(/^report,made.*$/m, ''))
  same('CSV', lines, others)
})

await story('files', () => {
  must('report', 'annual', ...year, '--output', 'a.json')
  same('the name chooses JSON', JSON.parse(readFileSync(join(folder, 'a.json'))).report, 'annual')
  must('report', 'annual', ...year, '--output', 'a.csv')
  has('and CSV', readFileSync(join(folder, 'a.csv'), 'utf8'), /^\uFEFFkind,/)
  must('report', 'annual', ...year, '--output', 'a.xlsx')
  same('and a spreadsheet', readFileSync(join(folder, 'a.xlsx')).subarray(0, 2).toString(), 'PK')
  must('report', 'annual', ...year, '--output', 'a.html')
  has('and a page', readFileSync(join(folder, 'a.html'), 'utf8'), /^<!DOCTYPE html>/)
  must('report', 'annual', ...year, '--format', 'json', '--output', 'figures')
  same('--format without an ending', JSON.parse(readFileSync(join(folder, 'figures'))).report, 'annual')
  writeFileSync(join(folder, 'a.json'), 'before')
  must('report', 'annual', ...year, '--output', 'a.json')
  has('a file is replaced', readFileSync(join(folder, 'a.json'), 'utf8'), /^\{/)
  check('nothing is left beside', !readdirSync(folder).some((name) => name.endsWith('.part')), readdirSync(folder))
  const nowhere = run('report', 'annual', ...year, '--output', 'none/a.json')
  check('a folder that is not there', nowhere.status === 1 && /none\/a\.json/.test(nowhere.err), nowhere)
})

// ---- wrong usage ----------------------------------------------------------------------------------------------------

const wrong = (words, status, said) => {
  const done = run('report', ...words)
  check(`report ${words.join(' ')}`, done.status === status && said.test(done.err) && done.out === '', done)
}

await story('wrong usage', () => {
  wrong([], 2, /name one report: annual, ombudsman-letter or weekly/)
  wrong(['annual', 'weekly', ...year], 2, /name one report/)
  wrong(['anual', ...year], 2, /did you mean 'annual'/)
  wrong(['xxxxxxxx', ...year], 2, /there are annual, ombudsman-letter and weekly/)
  wrong(['learning', ...year], 2, /is not made yet/)
  wrong(['annual'], 2, /--from is the first day/)
  wrong(['annual', '--from', '2018-04-01'], 2, /--to is the last day/)
  wrong(['annual', '--from', '1\/4\/2018', '--to', '2019-03-31'], 2, /2018-04-01/)
  wrong(['annual', '--from', '2018-02-30', '--to', '2019-03-31'], 2, /--from/)
  wrong(['annual', '--from', '2019-03-31', '--to', '2018-04-01'], 2, /--from is after --to/)
  wrong(['annual', '--from', '2001-04-01', '--to', '2019-03-31'], 1, /longer than ten years/)
  wrong(['annual', ...year, '--format', 'xml'], 2, /--format is html, json, csv or xlsx/)
  wrong(['annual', ...year, '--format', 'pdf'], 2, /not made yet; print the page/)
  wrong(['annual', ...year, '--format', 'ods'], 2, /not made yet; --format xlsx/)
  wrong(['annual', ...year, '--output', 'a.pdf'], 2, /not made yet/)
  wrong(['annual', ...year, '--output', 'annual.d/figures'], 2, /a file name that ends in/)
  wrong(['annual', ...year, '--servic', 'Housing'], 2, /did you mean '--service'/)
  wrong(['annual', ...year, '--service', 'Housin'], 1, /did you mean 'Housing'/)
  wrong(['annual', ...year, '--service', 'Moon base'], 1, /There is no service 'Moon base'/)
  wrong(['weekly', '--from', '2018-12-17'], 2, /--to is the last day/)
  check('nothing was written', !existsSync(join(folder, 'a.pdf')))
})

end()
finish()
