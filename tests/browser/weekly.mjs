// The weekly list: on the screen, on paper, kept; for a manager, a service manager and a reviewer; with and without scripts.
import fs from 'node:fs'
import { createRequire } from 'node:module'
import { heading, main, person } from './browser.mjs'
import { Desk } from './desk.mjs'
import { check, has, same } from './tap.mjs'

const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const run = `axe.run(document, { rules: { region: { enabled: false } }, runOnly: ${JSON.stringify(TAGS)}, resultTypes: ['violations'] })
  .then(({ violations }) => violations.map(({ id, help, nodes }) => id + ': ' + help + ' ' + nodes[0].html.slice(0, 300)))`

async function sound(page, name) {
  const found = await page.evaluate(`${axe};${run}`)
  check(`${name}: axe finds nothing, the console is silent`, found.length + page.faults.length === 0, [...found, ...page.faults].join('\n'))
}

async function fits(page, name) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth)
  check(`${name}: no wider than 320 pixels`, wide <= 320, `${wide} pixels`)
}

async function open(browser, base, role, options = {}) {
  const desk = await new Desk(base).signIn(role)
  return { desk, ...(await person(browser, base, { cookies: desk.browserCookies(), ...options })) }
}

const sheets = (page) => page.locator('article.app-weekly')
const number = async (page, label) => Number(await page.locator('.app-count', { hasText: label }).locator('.app-count__number').first().innerText())
const rows = (page, title) => page.locator('section.app-weekly__section', { hasText: title }).first().locator('tbody tr').count()

// ---- the page ---------------------------------------------------------------------------------------------

async function figures(page) {
  await page.goto('/staff/weekly')
  has('the page: its heading', await heading(page), /^Anytown Council\s+Open cases, week beginning Monday \d+ \w+ \d{4}$/)
  has('the page: the moment', await main(page), /As at \d+ \w+ \d{4} at /)
  const late = await number(page, 'late')
  check('the page: somebody is late', late > 0)
  same('the page: as many rows as it counts', await rows(page, 'Late ('), late)
  const count = async (title) => Number((await page.locator('h2', { hasText: title }).allInnerTexts())[0]?.match(/\((\d+)\)/)[1] ?? 0)
  const places = await Promise.all(['Late (', 'Due this week (', 'Due next week (', 'Due later (', 'Paused ('].map(count))
  same('the page: every open case stands in one section', places.reduce((sum, one) => sum + one), await number(page, 'open'))
  has('the page: days late, no names', await page.locator('section', { hasText: 'Late (' }).locator('tbody tr').first().innerText(), /CMP-\w+\s+(\p{L}{1,3}|Anonymous)\s/u)
  has('the page: a total', await page.locator('tr.app-total').first().innerText(), /^Total\s/)
  same('the page: thirteen Mondays', await page.locator('section', { hasText: 'thirteen weeks' }).locator('thead th').count(), 14)
  const reference = await page.locator('.app-list a').first().innerText()
  await page.locator('.app-list a').first().click()
  has('the page: a row leads to its case', page.url(), `/staff/cases/${reference}`)
}

async function scopes(page) {
  await page.goto('/staff/weekly')
  const service = (await page.locator('table tbody th').first().innerText()).trim()
  await page.locator('#service').selectOption({ label: service })
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Show' }).click()])
  has('one service: its heading', await heading(page), service)
  same('one service: no table of services', await page.locator('th', { hasText: /^Service$/ }).count(), 0)
  await page.goto('/staff/weekly?week=1999-W01')
  has('a week without a list: says so', await main(page), 'No list was kept of this week')
  for (const [path, status] of [['week=2026-W99', 404], ['service=Nowhere', 404], ['kept=RPT-1', 404]])
    same(`${path}: ${status}`, (await page.goto(`/staff/weekly?${path}`)).status(), status)
}

async function keeping(page, service) {
  await page.goto(`/staff/weekly?service=${encodeURIComponent(service)}`)
  const before = await page.getByRole('link', { name: /^Kept on/ }).count()
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Keep this list now' }).click()])
  has('keeping: said', await page.locator('.moj-alert').innerText(), 'The list was kept.')
  same('keeping: one more', await page.getByRole('link', { name: /^Kept on/ }).count(), before + 1)
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Keep this list now' }).click()])
  same('keeping, pressed twice: once', await page.getByRole('link', { name: /^Kept on/ }).count(), before + 1)
  const now = await sheets(page).locator('.app-list').allInnerTexts()
  await Promise.all([page.waitForNavigation(), page.getByRole('link', { name: /^Kept on/ }).last().click()])
  has('keeping: the kept list says when', await main(page), /Kept on \d+ \w+ \d{4} at .*, as it was at that moment/)
  same('keeping: the same rows', JSON.stringify(await sheets(page).locator('.app-list').allInnerTexts()), JSON.stringify(now))
  await page.getByRole('link', { name: 'The list as it is now' }).click()
  has('keeping: and back', await heading(page), 'Open cases')
}

// ---- paper ------------------------------------------------------------------------------------------------

async function paper(page) {
  await page.goto('/staff/weekly/print')
  const count = await sheets(page).count()
  check('paper: a sheet for all and one for each service', count > 5, `${count}`)
  await page.emulateMedia({ media: 'print' })
  const shown = await page.evaluate(() => ['header', 'footer', '.app-noprint'].map((where) => getComputedStyle(document.querySelector(where)).display))
  same('paper: neither header nor footer nor tools', shown.join(), 'none,none,none')
  const breaks = await sheets(page).evaluateAll((all) => all.map((sheet) => getComputedStyle(sheet).breakBefore))
  same('paper: each sheet begins a page', breaks.slice(1).every((value) => value === 'page'), true)
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  const pages = pdf.match(/\/Type \/Page\b(?!s)/g).length
  check('paper: the services have a page each', pages >= count && pages <= count + 4, `${pages} pages for ${count} sheets`)
  await page.emulateMedia({ media: null })
}

async function files(desk) {
  const csv = await desk.send('/staff/weekly.csv'), text = await csv.text()
  has('CSV: its columns', text, /^\uFEFF?list,reference,person,stage,action,with,due,working_days_late,service\r?\n/)
  has('CSV: a late case', text, /\nlate,CMP-/)
  has('CSV: its name', csv.headers.get('content-disposition') ?? '', /open-cases-\d{4}-W\d\d\.csv/)
  const xlsx = Buffer.from(await (await desk.send('/staff/weekly.xlsx')).arrayBuffer())
  same('XLSX: a spreadsheet', xlsx.subarray(0, 2).toString(), 'PK')
}

// ---- others -----------------------------------------------------------------------------------------------

async function serviceManager(browser, base) {
  const { desk, page, close } = await open(browser, base, 'service-manager')
  await page.goto('/staff/weekly?service=Parking')
  has('a service manager: the own service, whatever the address says', await heading(page), 'Waste and recycling')
  same('a service manager: no choice, no button, no files', await page.locator('#service, main button:has-text("Keep"), a[href*=".csv"]').count(), 0)
  same('a service manager: one sheet', (await page.goto('/staff/weekly/print')) && await sheets(page).count(), 1)
  same('a service manager: no CSV', (await desk.send('/staff/weekly.csv')).status, 403)
  await close()
  const reviewer = await new Desk(base).signIn('reviewer')
  same('a reviewer: sees some cases only, and no list', (await reviewer.send('/staff/weekly')).status, 403)
}

// A kept list is opened by its reference too: by nobody who would not be shown it as a weekly list.
async function references(base) {
  const manager = await new Desk(base).signIn('manager'), serviceManager = await new Desk(base).signIn('service-manager')
  const reviewer = await new Desk(base).signIn('reviewer')
  const missing = await serviceManager.read('/staff/reports/published/RPT-26000000')
  for (const [service, status] of [['', 404], ['Parking', 404], ['Waste and recycling', 200]]) {
    const path = `/staff/weekly?service=${encodeURIComponent(service)}`
    await manager.post('/staff/weekly/keep', {}, path)
    const list = `/staff/reports/published/${(await manager.read(path)).match(/kept=(RPT-\w+)/)[1]}`, name = `a kept list, ${service || 'the whole council'}`
    same(`${name}: the manager reads it`, (await manager.send(list)).status, 200)
    const answer = await serviceManager.send(list)
    same(`${name}: the service manager of waste`, answer.status, status)
    if (status === 404) same(`${name}: the words of a missing one`, said(await answer.text()), said(missing))
    same(`${name}: a reviewer does not`, (await reviewer.send(list)).status, 404)
    for (const desk of [serviceManager, reviewer]) check(`${name}: not offered among the reports`, !(await desk.read('/staff/reports')).includes(list))
  }
}

const said = (html) => html.match(/<main[\s\S]*<\/main>/)[0].replace(/<[^>]*>/g, ' ').replace(/this code:[\s\S]*/, '').replace(/\s+/g, ' ')

async function accessible(browser, base) {
  const { page, close } = await open(browser, base, 'manager')
  for (const path of ['', '?service=Parking', '?week=1999-W01', '/print']) {
    await page.goto(`/staff/weekly${path}`)
    await sound(page, `/staff/weekly${path}`)
  }
  await page.setViewportSize({ width: 320, height: 640 })
  for (const path of ['', '?service=Parking', '/print']) {
    await page.goto(`/staff/weekly${path}`)
    await fits(page, `/staff/weekly${path}`)
  }
  await close()
}

export default async function weekly({ browser, base }) {
  for (const js of [true, false]) {
    const { desk, page, close } = await open(browser, base, 'manager', { js })
    await figures(page)
    await scopes(page)
    await keeping(page, js ? '' : 'Highways and pavements')
    if (js) await paper(page)
    if (js) await files(desk)
    check(`${js ? 'with' : 'without'} scripts: the console is silent`, page.faults.length === 0, page.faults.join('\n'))
    await close()
  }
  await serviceManager(browser, base)
  await references(base)
  await accessible(browser, base)
}
