// Reports, with and without JavaScript: from the index to a figure, its cases, the words, publishing and the frozen page;
// who sees how much; axe, the keyboard, the small screen and paper.
import fs from 'node:fs'
import path from 'node:path'
import { execFileSync } from 'node:child_process'
import { look } from './axe.mjs'
import { heading, main, person, signIn } from './browser.mjs'
import { errorSummary, fits, tabThrough } from './keyboard.mjs'
import { check, has, same, story } from './tap.mjs'

const YEAR = 'from=2018-04-01&to=2019-03-31'
const ANNUAL = '/staff/reports/annual'
const LETTER = '/staff/reports/ombudsman-letter'
const SERVICE = 'Children\'s Social Care Services'
const place = (page) => page.url().replace(/^https?:\/\/[^/]+/, '')

async function press(page, words) {
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.getByRole('button', { name: words, exact: true }).first().click()])
}

async function follow(page, words) {
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.getByRole('link', { name: words, exact: true }).first().click()])
}

const table = (page, title) => page.locator('table', { has: page.locator(`caption:has-text("${title}")`) }).first()
const row = (page, title, label) => table(page, title).locator('tbody tr', { has: page.locator(`th:text-is("${label}")`) })

async function refuses(page, name, words) {
  has(`${name}: the title says Error`, await page.title(), /^Error: /)
  has(`${name}: there is a problem`, await page.locator('.govuk-error-summary').innerText(), words)
  const target = (await page.locator('.govuk-error-summary a').first().getAttribute('href')).slice(1)
  same(`${name}: the link leads to a field`, await page.locator(`[id="${target}"]`).count(), 1)
}

// ---- the way of one report ------------------------------------------------------------------------------------

async function index(page, services) {
  await page.goto('/staff/reports')
  same('index: its heading', await heading(page), 'Reports')
  await page.check('[name=year][value=other]')
  await page.fill('#from-day', '32')
  await press(page, 'Show the report')
  await refuses(page, 'index, wrong dates', 'first day as a real date')
  await page.check('[name=year][value="2018"]')
  for (const service of services) await page.check(`[name=service][value="${service}"]`)
  await press(page, 'Show the report')
  has('index: to the report', place(page), `${ANNUAL}?${YEAR}`)
}

async function report(page, services) {
  const whole = services.length === 0
  same('report: its heading', await heading(page), 'Annual complaints report 2018/19')
  has('report: its period', await main(page), '1 April 2018 to 31 March 2019')
  has('report: what it covers', await main(page), whole ? 'The whole council' : SERVICE)
  const total = row(page, 'Complaints received, by procedure and stage', 'Total')
  has('report: a figure with the earlier one', (await total.locator('td').first().innerText()).replace(/\s+/g, ' '), whole ? '51 2017/18: 68' : /^35/)
  const entries = await page.locator('.app-report__contents a').evaluateAll((links) => links.map((link) => link.hash))
  check('report: the contents lead to the sections', entries.length >= 12 && (await page.evaluate((ids) => ids.every((id) => document.querySelector(id)), entries)), entries.join(' '))
  for (const one of await page.locator('.app-report__figure').all())
    check('report: what is counted stands under the table', (await one.locator('.app-definition').count()) > 0, await one.innerText())
  has('report: what must be looked at', await main(page), 'Before publishing')
}

async function figure(page) {
  const link = row(page, 'Complaints received, by procedure and stage', 'Total').locator('a').first()
  const number = Number(await link.innerText())
  await Promise.all([page.waitForNavigation(), link.click()])
  same('figure: its cases', await heading(page), `Total, Stage 1: ${number}`)
  same('figure: as many cases as it says', await page.locator('main tbody tr').count(), number)
  await Promise.all([page.waitForNavigation(), page.locator('main tbody tr a').first().click()])
  has('figure: a case of it', place(page), '/staff/cases/')
  await page.goBack()
  await page.goBack()
}

async function words(page, js) {
  const said = `We <listened> ${js ? 'with' : 'without'}.\n\n- Staff were trained\n- 99% of forms are new`
  await Promise.all([page.waitForNavigation(), page.locator('#learning .app-report__box a').click()])
  same('words: the box', await heading(page), 'What we learned and changed')
  const address = place(page)
  const version = await page.inputValue('[name=version]')
  await page.fill('#body', said)
  await press(page, 'Save')
  has('words: saved', await page.locator('[role=alert]').innerText(), 'The words were saved')
  const section = page.locator('#learning')
  has('words: stand in the report, escaped', await section.innerText(), 'We <listened>')
  same('words: lines with a dash are a list', await section.locator('.govuk-list--bullet li').count(), 2)
  has('words: checked against the figures', await page.locator('.app-findings').innerText(), '99%')
  await page.goto(address)
  await page.evaluate((old) => { document.querySelector('[name=version]').value = old }, version).catch(() => {})
  await page.fill('#body', 'Mine')
  await press(page, 'Save')
  same('words, two at once: said', await heading(page), 'The words changed while you were writing')
  has('words, two at once: what the other wrote', await page.locator('#changed').innerText(), 'We <listened>')
  same('words, two at once: mine are kept', await page.inputValue('#body'), 'Mine')
  await page.fill('#body', said.replace('99% of forms', 'New forms'))
  await press(page, 'Save again')
  await page.goto(address)
  check('words: every version is kept', (await page.locator('.app-version').count()) >= 2)
  await follow(page, 'Cancel')
}

async function publish(page) {
  await follow(page, 'See the published copy')
  has('copy: small numbers are hidden', await main(page), 'Numbers from 1 to 4 are hidden')
  same('copy: no figure leads to cases', await page.locator('.app-report a[href*="/cases"]').count(), 0)
  check('copy: hidden cells say so', (await page.locator('td:has-text("a small number, hidden")').count()) > 0)
  await follow(page, 'Back to the working copy')
  await follow(page, 'Publish')
  same('publish: its heading', await heading(page), 'Publish the report')
  await press(page, 'Publish')
  await refuses(page, 'publish, nothing ticked', 'Tick the box')
  if (await page.locator('[name=read]').count()) await page.check('[name=read]')
  if (await page.locator('#answer').count()) await page.fill('#answer', 'The records of that year are complete.')
  await page.check('[name=sure]')
  await press(page, 'Publish')
  has('publish: to the frozen page', place(page), /^\/staff\/reports\/published\/RPT-\w+\?done=published$/)
}

async function frozen(page) {
  const reference = place(page).match(/RPT-\w+/)[0]
  has('frozen: said', await page.locator('[role=alert]').innerText(), 'was published')
  same('frozen: the report', await heading(page), 'Annual complaints report 2018/19')
  has('frozen: its reference and hash', await page.locator('.app-facts').first().innerText(), /RPT-\w+[\s\S]*[0-9a-f]{64}/)
  same('frozen: no figure leads anywhere', await page.locator('.app-report td a').count(), 0)
  has('frozen: nothing is different yet', await page.locator('#differences').innerText(), 'Nothing: the cases')
  await page.goto('/staff/reports')
  has('frozen: stands in the index', await main(page), reference)
  return reference
}

async function wholeWay(world, js) {
  const services = js ? [] : [SERVICE]
  const name = js ? 'with JavaScript' : 'without JavaScript'
  const one = await person(world.browser, world.base, { js })
  const { page } = one
  let reference
  await signIn(page, 'manager')
  const chapters = {
    index: () => index(page, services), report: () => report(page, services), figure: () => figure(page), words: () => words(page, js),
    publish: () => publish(page), frozen: async () => { reference = await frozen(page) }
  }
  for (const [chapter, tell] of Object.entries(chapters)) if (!await story(`${name}: ${chapter}`, tell)) break
  check(`${name}: the browser had nothing to complain of`, page.faults.length === 0, page.faults.join('\n'))
  await one.close()
  return reference
}

// ---- what else is typed in --------------------------------------------------------------------------------------

async function letter(page) {
  await page.goto(`${LETTER}?${YEAR}`)
  has('letter: nothing typed in yet', await main(page), 'have not been typed in yet')
  await follow(page, 'Type in the figures of the letter')
  const housing = page.locator('main tbody tr', { has: page.locator('th:text-is("Housing")') }).first()
  const ours = Number(await housing.locator('td').first().innerText())
  await housing.locator('input').fill('a dozen')
  await press(page, 'Save')
  await refuses(page, 'letter, a word', 'Housing: Enter a whole number')
  same('letter: what was typed is kept', await housing.locator('input').inputValue(), 'a dozen')
  await housing.locator('input').fill(String(ours + 1))
  await press(page, 'Save')
  has('letter: saved', await page.locator('[role=alert]').innerText(), 'were saved')
  has('letter: the difference', await main(page), `Housing: our records have ${ours}, the letter ${ours + 1}.`)
}

async function neighbours(page) {
  const address = `${ANNUAL}/neighbours?${YEAR}`
  await page.goto(address)
  const before = await page.locator('main tbody tr').count()
  await page.fill('#authority', 'Placeholder <Borough>')
  await page.fill('#value', 'many')
  await press(page, 'Add')
  await refuses(page, 'neighbours, a word', 'whole number')
  same('neighbours: the name is kept', await page.inputValue('#authority'), 'Placeholder <Borough>')
  await page.fill('#value', '41')
  await press(page, 'Add')
  same('neighbours: added', await page.locator('main tbody tr').count(), before + 1)
  const own = page.locator('main tbody tr', { hasText: 'Placeholder <Borough>' })
  await own.locator('input[name=value]').fill('42')
  await Promise.all([page.waitForNavigation(), own.getByRole('button', { name: /^Save/ }).click()])
  same('neighbours: changed', await own.locator('input[name=value]').inputValue(), '42')
  await page.goto(`${ANNUAL}?${YEAR}`)
  has('neighbours: stand in the report', await row(page, 'neighbours', 'Placeholder <Borough>').innerText(), '42')
  await page.goto(address)
  await Promise.all([page.waitForNavigation(), own.getByRole('button', { name: /^Remove/ }).click()])
  same('neighbours: removed', await page.locator('main tbody tr').count(), before)
}

// What was looked at is published, or nothing; pressing twice publishes once.
async function raced(page) {
  const address = `${ANNUAL}/publish?${YEAR}&service=Parking`
  const confirm = async () => {
    if (await page.locator('[name=read]').count()) await page.check('[name=read]')
    if (await page.locator('#answer').count()) await page.fill('#answer', 'It is right.')
    await page.check('[name=sure]')
  }
  await page.goto(address)
  await confirm()
  await page.evaluate(() => { document.querySelector('[name=seen]').value = 'what stood there before' })
  await press(page, 'Publish')
  has('publish, changed meanwhile: nothing is published', await page.locator('#changed').innerText(), 'Nothing has been published yet')
  await confirm()
  await press(page, 'Publish')
  const first = place(page)
  has('publish: after looking again', first, '/published/RPT-')
  await page.goto(address)
  has('publish: says that it was published before', await main(page), 'was published before')
  await confirm()
  await press(page, 'Publish')
  same('publish, pressed twice: once', place(page), first)
}

// ---- files, and who may what --------------------------------------------------------------------------------------

async function files(context) {
  const kinds = { csv: 'text/csv', json: 'application/json', xlsx: 'application/vnd.openxmlformats' }
  for (const report of [ANNUAL, LETTER])
    for (const [kind, type] of Object.entries(kinds)) {
      const answer = await context.request.get(`${report}.${kind}?${YEAR}`)
      const name = report.split('/').at(-1)
      has(`file ${name}.${kind}: its type`, answer.headers()['content-type'], type)
      has(`file ${name}.${kind}: its name`, answer.headers()['content-disposition'], `${name}-2018-04-01-2019-03-31.${kind}`)
    }
  const json = await (await context.request.get(`${ANNUAL}.json?${YEAR}`)).json()
  same('file annual.json: the contract’s shape', json.tables.find(({ id }) => id === 'received-by-procedure').rows.at(-1).cells[0], 51)
}

async function as(world, role, look) {
  const one = await person(world.browser, world.base)
  await signIn(one.page, role)
  await story(`reports as ${role}`, () => look(one.page, async (address) => (await one.context.request.get(address)).status()))
  await one.close()
}

async function roles(world, reference) {
  const cases = `${ANNUAL}/cases?${YEAR}&table=received-by-procedure&row=total&column=stage-1`
  const writing = [`${ANNUAL}/publish?${YEAR}`, `${ANNUAL}/note?${YEAR}&slot=learning`, `${ANNUAL}/neighbours?${YEAR}`, `${LETTER}/figures?${YEAR}`]
  await as(world, 'service-manager', async (page, status) => {
    await page.goto(`${ANNUAL}?${YEAR}&service=Housing`)
    has('service manager: own service, whatever is asked for', await page.locator('.app-facts').innerText(), 'Waste and recycling')
    same('service manager: nothing to write', await page.locator('.app-report__box').count(), 0)
    await page.goto('/staff/reports')
    same('service manager: no services to choose', await page.locator('[name=service]').count(), 0)
    for (const address of [...writing, `${LETTER}?${YEAR}`, `${ANNUAL}.csv?${YEAR}`]) same(`service manager: no ${address.split('?')[0]}`, await status(address), 403)
    await page.goto(`/staff/reports/published/${reference}`)
    same('service manager: reads what was published', await heading(page), 'Annual complaints report 2018/19')
    same('service manager: is not told which cases differ', await page.locator('#differences').count(), 0)
  })
  await as(world, 'reviewer', async (page, status) => {
    await page.goto(cases)
    same('reviewer: the whole figure', await heading(page), 'Total, Stage 1: 51')
    same('reviewer: a small number stays hidden', await status(`${ANNUAL}/cases?${YEAR}&table=received-by-procedure&row=total&column=ombudsman`), 403)
    await page.goto(cases)
    const seen = await page.locator('main tbody tr').count()
    has('reviewer: how many are not theirs', await main(page), `${51 - seen}${seen ? ' more' : ''} that you may not see`)
    for (const address of writing) same(`reviewer: no ${address.split('?')[0]}`, await status(address), 403)
  })
  await as(world, 'officer', async (page, status) => {
    same('officer: downloads', await status(`${ANNUAL}.csv?${YEAR}`), 200)
    for (const address of writing) same(`officer: no ${address.split('?')[0]}`, await status(address), 403)
  })
  await as(world, 'administrator', async (page, status) => {
    for (const address of ['/staff/reports', `${ANNUAL}?${YEAR}`, cases, `/staff/reports/published/${reference}`])
      same(`administrator: no ${address.split('?')[0].replace(reference, 'report')}`, await status(address), 403)
  })
}

async function mistakes(page) {
  const wrong = { 'from=2019-04-01&to=2018-03-31': 'after the last', 'from=soon&to=later': 'first and the last day', 'from=1999-01-01&to=2019-01-01': 'ten years',
    [`${YEAR}&service=Housng`]: 'did you mean' }
  for (const [query, said] of Object.entries(wrong)) {
    same(`wrong ${query}: refused`, (await page.goto(`${ANNUAL}?${query}`)).status(), 400)
    has(`wrong ${query}: and why`, await main(page), said)
  }
  for (const gone of [`${ANNUAL}/cases?${YEAR}&table=nothing&row=x&column=n`, `${ANNUAL}/note?${YEAR}&slot=nothing`, '/staff/reports/published/RPT-26000000'])
    same(`not there: ${gone.split('?')[0]}`, (await page.goto(gone)).status(), 404)
}

// ---- for everybody ------------------------------------------------------------------------------------------------

async function everyone(world, reference) {
  const one = await person(world.browser, world.base)
  const { page } = one
  await signIn(page, 'manager')
  const wrong = (address, button) => async (tab) => {
    await tab.goto(address, { waitUntil: 'load' })
    await press(tab, button)
  }
  const open = (address) => (tab) => tab.goto(address, { waitUntil: 'load' })
  const pages = {
    index: open('/staff/reports'), 'index, wrong': open('/staff/reports?show=yes'), annual: open(`${ANNUAL}?${YEAR}`),
    'annual of nothing': open(`${ANNUAL}?from=2001-04-01&to=2002-03-31`), 'annual, copy': open(`${ANNUAL}?${YEAR}&copy=yes`),
    cases: open(`${ANNUAL}/cases?${YEAR}&table=outcomes&row=stage-1&column=upheld`), note: open(`${ANNUAL}/note?${YEAR}&slot=learning`),
    neighbours: open(`${ANNUAL}/neighbours?${YEAR}`), 'neighbours, wrong': wrong(`${ANNUAL}/neighbours?${YEAR}`, 'Add'),
    publish: open(`${ANNUAL}/publish?${YEAR}&service=Housing`), 'publish, wrong': wrong(`${ANNUAL}/publish?${YEAR}&service=Housing`, 'Publish'),
    published: open(`/staff/reports/published/${reference}`), letter: open(`${LETTER}?${YEAR}`), 'letter, figures': open(`${LETTER}/figures?${YEAR}`)
  }
  for (const [name, arrive] of Object.entries(pages)) await look(page, { name: `reports, ${name}`, arrive }, true)
  for (const name of ['index', 'annual', 'note', 'publish', 'neighbours'])
    await story(`keyboard: ${name}`, async () => {
      await pages[name](page)
      await tabThrough(page, `reports, ${name}`)
    })
  for (const name of ['index, wrong', 'neighbours, wrong', 'publish, wrong'])
    await story(`error: ${name}`, async () => {
      await pages[name](page)
      await errorSummary(page, `reports, ${name}`)
    })
  await page.setViewportSize({ width: 320, height: 256 })
  for (const [name, arrive] of Object.entries(pages)) await fits(page, { name: `reports, ${name}`, arrive })
  check('everybody: the browser had nothing to complain of', page.faults.length === 0, page.faults.join('\n'))
  await one.close()
}

// ---- on paper -----------------------------------------------------------------------------------------------------

const has_tools = () => { try { execFileSync('pdftoppm', ['-v'], { stdio: 'ignore' }); return true } catch { return false } }

// The share of the page that is not white, of a picture in grey (PGM).
function ink(file) {
  const bytes = fs.readFileSync(file)
  const head = bytes.subarray(0, 40).toString('latin1').match(/^P5\s+(\d+)\s+(\d+)\s+\d+\s/)
  const pixels = bytes.subarray(head[0].length)
  return pixels.reduce((count, grey) => count + (grey < 200), 0) / pixels.length
}

async function paper({ browser, base, folder }, reference) {
  const one = await person(browser, base)
  await signIn(one.page, 'manager')
  for (const [name, address] of Object.entries({ annual: `${ANNUAL}?${YEAR}`, published: `/staff/reports/published/${reference}` })) {
    await one.page.goto(address)
    const titles = (await one.page.locator('.app-report__section:not(.app-noprint) > h2').allInnerTexts()).map((title) => title.replace(/^\d+\. /, ''))
    const file = path.join(folder, `${name}.pdf`)
    await one.page.pdf({ path: file, preferCSSPageSize: true })
    if (!has_tools()) continue
    const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
    const sheets = text.split('\f').slice(0, -1)
    check(`paper, ${name}: some pages`, sheets.length > 3, `${sheets.length}`)
    for (const title of titles) has(`paper, ${name}: ${title}`, text, title)
    has(`paper, ${name}: pages are numbered`, sheets[1], `Page 2 of ${sheets.length}`)
    has(`paper, ${name}: the first page has the contents`, sheets[0], titles.at(-1))
    check(`paper, ${name}: nothing of the screen`, !/Sign out|Skip to main|Before publishing|Cookies|Search by/.test(text), text.slice(0, 800))
    execFileSync('pdftoppm', ['-r', '20', '-gray', file, path.join(folder, name)])
    const pictures = fs.readdirSync(folder).filter((one) => one.startsWith(`${name}-`) && one.endsWith('.pgm'))
    const empty = pictures.filter((picture) => ink(path.join(folder, picture)) < 0.002)
    check(`paper, ${name}: no page is blank`, pictures.length === sheets.length && empty.length === 0, empty.join(' '))
  }
  await one.close()
}

export default async function reports(world) {
  const reference = await wholeWay(world, true)
  await wholeWay(world, false)
  const one = await person(world.browser, world.base)
  await signIn(one.page, 'manager')
  await story('letter', () => letter(one.page))
  await story('neighbours', () => neighbours(one.page))
  await story('raced', () => raced(one.page))
  await story('files', () => files(one.context))
  await story('mistakes', () => mistakes(one.page))
  check('the browser had nothing to complain of', one.page.faults.length === 0, one.page.faults.join('\n'))
  await one.close()
  await roles(world, reference)
  await everyone(world, reference)
  await story('paper', () => paper(world, reference))
}
