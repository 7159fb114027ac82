// Registers and actions, with and without JavaScript: from the Ombudsman's letter to compliance, from a compliment to who was told;
// who may what; and every page of them for axe, by keyboard and on a small screen.
import { blockScripts, look } from './axe.mjs'
import { heading, main, person, signIn } from './browser.mjs'
import { boxes, plus, today, withoutWeekday, workingDays } from './dates.mjs'
import { Desk, dateFields } from './desk.mjs'
import { errorSummary, fits, tabThrough } from './keyboard.mjs'
import { makeStates, optionOf } from './states.mjs'
import { check, has, same, story } from './tap.mjs'

const place = (page) => page.url().replace(/^https?:\/\/[^/]+/, '')
const rows = (page) => page.locator('main tbody tr')
const records = (page) => page.locator('#actions + .app-scroll tbody tr') // on the page of a case
const counted = (page) => page.locator('main h2', { hasText: /^\d/ }).innerText()
const caseUrl = (reference) => `/staff/cases/${encodeURIComponent(reference)}`
const ago = (days) => plus(today(), -days)

async function press(page, words) {
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.getByRole('button', { name: words, exact: true }).first().click()])
}

async function follow(page, words) {
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.getByRole('link', { name: words }).first().click()])
}

async function setDate(page, name, day) {
  for (const [i, part] of ['day', 'month', 'year'].entries()) await page.fill(`#${name}-${part}`, boxes(day)[i])
}

const choose = (page, name, value) => page.check(`[name="${name}"][value="${value}"]`)
const pick = (page, name, words) => page.locator(`select[name="${name}"]`).selectOption({ label: words })
const done = async (page, name, words) => has(`${name}: said`, await page.locator('.govuk-notification-banner').first().innerText(), words)

async function refuses(page, name, words, field) {
  has(`${name}: the title says Error`, await page.title(), /^Error: /)
  has(`${name}: there is a problem`, await page.locator('.govuk-error-summary').innerText(), words)
  if (field) same(`${name}: at its field`, await page.locator('.govuk-error-summary a').first().getAttribute('href'), `#${field}`)
}

// ---- the way to them -------------------------------------------------------------------------------------------

const TITLES = ['Cases at the Ombudsman', 'The Ombudsman’s recommendations', 'Actions', 'Access requests', 'Compliments', 'Referrals to advocates']

async function wayIn(page) {
  await page.goto('/staff/work')
  if (await page.locator('.govuk-service-navigation__toggle:visible').count()) await page.locator('.govuk-service-navigation__toggle').click()
  await follow(page, 'Registers')
  same('registers: their heading', await heading(page), 'Registers')
  same('registers: where one is', await page.locator('[aria-current]').first().innerText(), 'Registers')
  for (const title of TITLES) {
    await page.goto('/staff/registers')
    await follow(page, title)
    same(`registers: ${title}`, await heading(page), title)
  }
  await page.goto('/staff/registers')
  const late = Number(await rows(page).nth(2).locator('td').nth(1).locator('a').evaluate((one) => one.firstChild.textContent))
  await Promise.all([page.waitForNavigation(), rows(page).nth(2).locator('td').nth(1).locator('a').click()])
  has('registers: the count leads to as many', await counted(page), new RegExp(`^${late} actions?$`))
}

// ---- at the Ombudsman ------------------------------------------------------------------------------------------

async function fromTheLetter(page, complaint, number) {
  await page.goto('/staff/ombudsman')
  await press(page, 'Add an Ombudsman case')
  await page.fill('#words', 'Please send the <b>log</b>.')
  await press(page, 'Save')
  await refuses(page, 'ombudsman, empty', 'Select which Ombudsman it is', 'party')
  has('ombudsman, empty: what it is about', await page.locator('.govuk-error-summary').innerText(), 'Select what it is about')
  same('ombudsman, empty: what was typed is kept', await page.inputValue('#words'), 'Please send the <b>log</b>.')
  await pick(page, 'party', 'Local Government and Social Care Ombudsman')
  await pick(page, 'category', 'Environment services')
  await page.fill('#reference', number)
  await setDate(page, 'received', ago(1))
  await setDate(page, 'answer-by', workingDays(ago(1), 30))
  await page.fill('#linked', 'CMP-18000000')
  await press(page, 'Save')
  await refuses(page, 'ombudsman, no such complaint', 'There is no complaint with the reference CMP-18000000', 'linked')
  await page.fill('#linked', complaint.toLowerCase())
  const sent = await page.locator('main form[method=post]').evaluate((form) => Object.fromEntries(new FormData(form)))
  await press(page, 'Save')
  same('ombudsman: to its page', place(page), `${caseUrl(number)}?done=registered`)
  await done(page, 'ombudsman', 'It was added to the register')
  const text = await main(page)
  has('ombudsman: the day in the letter counts', text, withoutWeekday(workingDays(ago(1), 30)))
  has('ombudsman: which one', text, 'Local Government and Social Care Ombudsman')
  has('ombudsman: their words stay words', text, 'Please send the <b>log</b>.')
  return sent
}

// As by a double click: the very same form once more.
async function sentTwice(page, sent, number) {
  const headers = { origin: new URL(page.url()).origin }
  const again = await page.request.post('/staff/ombudsman/new', { form: sent, headers, maxRedirects: 0 })
  has('sent twice: the same case', again.headers().location ?? again.status(), `${caseUrl(number)}?done=registered`)
  await page.goto(`/staff/ombudsman?words=${encodeURIComponent(number)}`)
  same('sent twice: one row', await rows(page).count(), 1)
}

async function bothWays(page, complaint, number) {
  await page.goto(caseUrl(number))
  await follow(page, complaint)
  has('linked: to the complaint', place(page), caseUrl(complaint))
  has('linked: and back', await main(page), 'At the Ombudsman')
  await follow(page, number)
  same('linked: to the case at the Ombudsman', place(page), caseUrl(number))
}

async function decide(page, number) {
  await page.goto(caseUrl(number))
  await follow(page, 'Record the Ombudsman’s decision')
  await press(page, 'Continue')
  await refuses(page, 'decision', 'Select what the Ombudsman decided')
  await choose(page, 'outcome', 'not-upheld')
  await page.check('[name=remedied]')
  await press(page, 'Continue')
  has('decision: to check', await main(page), /Satisfactory remedy offered before\s+Yes/)
  await press(page, 'Confirm and save')
  await refuses(page, 'decision: a remedy is of upheld ones', 'upheld complaints alone')
  await choose(page, 'outcome', 'upheld')
  await page.fill('#words', 'Fault causing injustice')
  await press(page, 'Continue')
  await press(page, 'Confirm and save')
  await done(page, 'decision', 'The Ombudsman’s decision was recorded')
  has('decision: on the page', await main(page), 'Fault causing injustice')
}

async function recommendations(page, number) {
  await follow(page, 'Record a recommendation')
  await page.fill('#words', 'Apologise in writing')
  await setDate(page, 'until', workingDays(today(), 5))
  await press(page, 'Record the recommendation')
  await done(page, 'recommendation', 'The recommendation was recorded')
  has('recommendation: how long', await records(page).first().innerText(), '5 working days left')
  await follow(page, 'Complete Recommendation 1')
  same('complete: the one that was asked for', await page.locator('[name=record]:checked').inputValue(), '1')
  await press(page, 'Record that it is done')
  await done(page, 'complete', 'It was recorded as done')
  has('complete: in time', await records(page).first().innerText(), 'on time')
  await follow(page, 'Record compliance')
  await press(page, 'Record compliance')
  await refuses(page, 'compliance', 'Select what the Ombudsman recorded')
  await choose(page, 'compliance', 'late')
  await press(page, 'Record compliance')
  await done(page, 'compliance', 'Compliance was recorded')
  await page.goto(`/staff/recommendations?words=${encodeURIComponent(number)}`)
  has('recommendations: the register has it', await rows(page).first().innerText(), /Apologise in writing[\s\S]*Late/)
}

// ---- actions ---------------------------------------------------------------------------------------------------

async function actions(page, complaint, mark) {
  await page.goto('/staff/actions')
  has('actions: where they are added', await main(page), 'Agree an action')
  await page.goto(caseUrl(complaint))
  await follow(page, 'Agree an action')
  await press(page, 'Save the action')
  await refuses(page, 'action, empty', 'Select what kind of action it is')
  for (const words of ['Enter what will be done', 'Enter who will do it', 'Enter the day by which'])
    has('action, empty: all of it', await page.locator('.govuk-error-summary').innerText(), words)
  await choose(page, 'type', 'training')
  await page.fill('#words', `Train the crew ${mark}`)
  await page.fill('#owner', 'Head of waste')
  await setDate(page, 'until', ago(3))
  await setDate(page, 'on', ago(4))
  await press(page, 'Save the action')
  if (/^Error/.test(await page.title())) { // the complaint came later than that
    await setDate(page, 'on', ago(3))
    await press(page, 'Save the action')
  }
  await done(page, 'action', 'The action was recorded')
  await page.goto(`/staff/actions?late=yes&words=${mark}`)
  has('action: among the late ones', await rows(page).first().innerText(), /Train the crew[\s\S]*Head of waste[\s\S]*late/)
  await page.goto(`${caseUrl(complaint)}/move-due`)
  const which = await page.locator('label', { hasText: mark }).getAttribute('for')
  await page.check(`[id="${which}"]`)
  await setDate(page, 'until', workingDays(today(), 2))
  await page.fill('#words', 'The trainer was ill')
  await press(page, 'Move the day')
  await done(page, 'move', 'The new day was recorded')
  await page.goto(`/staff/actions?late=yes&words=${mark}`)
  same('move: no longer late', await rows(page).count(), 0)
  has('nothing matches: said, with a way out', await main(page), 'Nothing matches')
  await follow(page, 'show all actions')
  check('all actions again', (await rows(page).count()) > 1)
}

// ---- other kinds -----------------------------------------------------------------------------------------------

async function compliment(page, mark) {
  await page.goto('/staff/compliments/new')
  await press(page, 'Save')
  await refuses(page, 'compliment, empty', 'Enter what was said', 'words')
  await page.fill('#words', `Thank you for the ${mark} bin`)
  await pick(page, 'service', 'Waste and recycling')
  await press(page, 'Save')
  has('compliment: its heading', await heading(page), `Compliment – Thank you for the ${mark} bin`)
  same('compliment: no triage', await page.getByRole('link', { name: 'Triage' }).count(), 0)
  const reference = place(page).match(/cases\/([^?]+)/)[1]
  await page.goto(`/staff/cases?words=${mark}`)
  has('all open cases: it is not mistaken for a complaint', await rows(page).first().innerText(), 'Compliment')
  await page.goto(caseUrl(reference))
  await page.locator('#can-do ~ a.govuk-button, section .govuk-button').first().click()
  await page.waitForURL('**/close')
  has('compliment: closing is passing on', await page.locator('label[for=words]').innerText(), 'Who was told, and how?')
  await page.fill('#words', 'Sam Specimen, by email')
  await press(page, 'Continue')
  await press(page, 'Confirm and save')
  await done(page, 'compliment', 'The case was closed')
  await page.goto(`/staff/compliments?state=closed&words=${mark}`)
  same('compliment: among the closed ones', await rows(page).count(), 1)
}

async function accessRequest(page, mark) {
  await page.goto('/staff/sars/new')
  await press(page, 'Save')
  await refuses(page, 'access request, empty', 'Enter who is asking')
  await page.fill('#name', `Alex ${mark}`)
  await page.fill('#words', 'Everything about my tenancy')
  await press(page, 'Save')
  has('access request: its heading', await heading(page), `Alex ${mark} – Everything about my tenancy`)
  has('access request: a legal limit', await main(page), 'Legal limit')
  await page.goto(`/staff/sars?words=${mark}`)
  has('access request: on its register', await rows(page).first().innerText(), `Alex ${mark}`)
}

async function referral(page, mark) {
  await page.goto('/staff/advocacy/new')
  await page.fill('#age', 'fifteen')
  await press(page, 'Save')
  await refuses(page, 'referral', 'Enter the age in whole years')
  await page.fill('#age', '15')
  await pick(page, 'gender', 'Female')
  await pick(page, 'category', 'Contact with family')
  await page.fill('#party', `Advocates ${mark}`)
  await page.fill('#name', 'Sam Young')
  await press(page, 'Save')
  has('referral: age and gender on its page', await main(page), /Age when referred\s+15[\s\S]*Gender\s+Female/)
  await page.goto('/staff/advocacy')
  has('referral: on its register', await main(page), `Advocates ${mark}`)
  check('referral: nobody is named there', !(await main(page)).includes('Sam Young'), await main(page))
}

async function download(page) {
  await page.goto('/staff/ombudsman?state=closed')
  const total = Number((await counted(page)).split(' ')[0])
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: `Download all ${total} as CSV` }).click()])
  const text = Buffer.concat(await (await file.createReadStream()).toArray()).toString('utf8')
  const lines = text.replace(/^\uFEFF/, '').trimEnd().split('\r\n')
  has('CSV: its name', file.suggestedFilename(), /^ombudsman-\d{4}-\d\d-\d\d\.csv$/)
  same('CSV: the columns of the import', lines[0],
    'ombudsman_reference,ombudsman,category,complaint_reference,received,decided,decision,satisfactory_remedy_before')
  same('CSV: as many rows as the list', lines.length - 1, total)
  await page.goto('/staff/ombudsman?page=2')
  has('pages: the second', await main(page), /Showing 51 to/)
}

async function wholeStory(world, js) {
  const name = js ? 'with JavaScript' : 'without JavaScript'
  const mark = js ? 'first' : 'second', number = js ? '26 800 001' : '26 800 002'
  const desk = await new Desk(world.base).signIn('officer')
  const { late: { reference: complaint } } = await makeStates(desk, ['late'])
  const one = await person(world.browser, world.base, { js })
  const { page } = one
  await signIn(page, 'officer')
  let sent
  const chapters = {
    'way in': () => wayIn(page), letter: async () => { sent = await fromTheLetter(page, complaint, number) },
    twice: () => sentTwice(page, sent, number),
    linked: () => bothWays(page, complaint, number), decision: () => decide(page, number),
    recommendations: () => recommendations(page, number), actions: () => actions(page, complaint, mark),
    compliment: () => compliment(page, mark), 'access request': () => accessRequest(page, mark),
    referral: () => referral(page, mark), download: () => download(page)
  }
  for (const [chapter, tell] of Object.entries(chapters))
    if (!await story(`${name}: ${chapter}`, tell)) break // what follows builds on it
  check(`${name}: the browser had nothing to complain of`, page.faults.length === 0, page.faults.join('\n'))
  await one.close()
  return { complaint, number }
}

// ---- who may what ----------------------------------------------------------------------------------------------

const status = async (page, path) => (await page.goto(path)).status()

async function as(world, role, tell) {
  const one = await person(world.browser, world.base)
  await signIn(one.page, role)
  await story(`as ${role}`, () => tell(one.page))
  await one.close()
}

async function roles(world, { complaint, number }) {
  const paths = ['/staff/registers', '/staff/ombudsman', '/staff/recommendations', '/staff/actions', '/staff/sars', '/staff/compliments', '/staff/advocacy']
  await as(world, 'service-manager', async (page) => {
    await page.goto('/staff/compliments')
    has('service manager: own service only', (await rows(page).locator('td:nth-child(3)').allInnerTexts()).join('|'), /^(Waste and recycling\|?)+$/)
    same('service manager: adds none', await page.getByRole('button', { name: 'Add a compliment' }).count(), 0)
    same('service manager: no form either', await status(page, '/staff/compliments/new'), 403)
    same('service manager: no download', await status(page, '/staff/compliments.csv'), 403)
    same('service manager: agrees actions', await status(page, `${caseUrl(complaint)}/agree-action`), 200)
    same('service manager: does not move days', await status(page, `${caseUrl(complaint)}/move-due`), 403)
    same('service manager: does not decide', await status(page, `${caseUrl(number)}/decide`), 403)
  })
  await as(world, 'auditor', async (page) => {
    for (const path of paths) same(`auditor: reads ${path}`, await status(page, path), 200)
    await page.goto('/staff/actions')
    same('auditor: downloads', await page.getByRole('link', { name: /^Download all/ }).count(), 1)
    same('auditor: adds nothing', await status(page, '/staff/sars/new'), 403)
    same('auditor: agrees nothing', await status(page, `${caseUrl(complaint)}/agree-action`), 403)
    await page.goto(caseUrl(complaint))
    same('auditor: is offered nothing to complete', await page.getByRole('link', { name: /^Complete/ }).count(), 0)
  })
  await as(world, 'administrator', async (page) => {
    for (const path of paths) same(`administrator: no ${path}`, await status(page, path), 403)
    same('administrator: no way there', await page.getByRole('link', { name: 'Registers' }).count(), 0)
  })
}

// ---- for everybody ---------------------------------------------------------------------------------------------

const emptied = () => {
  for (const field of document.querySelectorAll('main form[method=post] :is(input, textarea, select)')) {
    if (field.type === 'checkbox' || field.type === 'radio') field.checked = false
    else if (field.type !== 'hidden') field.value = ''
  }
}
const open = (path) => (page) => page.goto(path, { waitUntil: 'load' })
const empty = (path) => async (page) => {
  await page.goto(path, { waitUntil: 'load' })
  await page.evaluate(emptied)
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.locator('main form[method=post] button[type=submit]').first().click()])
}
const shown = (name, path) => ({ name, arrive: open(path) })
const wrong = (name, path) => ({ name: `${name}, wrong`, arrive: empty(path), wrong: true })

const LISTS = ['/staff/registers', '/staff/ombudsman', '/staff/ombudsman?page=2', '/staff/ombudsman?state=open&late=yes&words=2', '/staff/ombudsman?words=zzz',
  '/staff/ombudsman?page=99', '/staff/recommendations', '/staff/actions', '/staff/actions?late=yes', '/staff/sars', '/staff/compliments',
  '/staff/advocacy', '/staff/cases?words=compliment']

// Cases of each kind, open and ended, made by hand.
async function furnish(base) {
  const desk = await new Desk(base).signIn('officer')
  const { late: { reference: complaint } } = await makeStates(desk, ['late'])
  const on = dateFields('on', boxes(today())), until = dateFields('until', boxes(workingDays(today(), 2)))
  const add = async (path, fields) => {
    const response = await desk.post(`/staff/${path}/new`, { ...dateFields('received', boxes(ago(2))), ...fields })
    if (response.status !== 303) throw new Error(`${path}: ${response.status}`)
    return decodeURIComponent(response.headers.get('location').match(/cases\/([^?]+)/)[1])
  }
  const service = optionOf(await desk.read('/staff/compliments/new'), 'Waste and recycling')
  const decided = await add('ombudsman', { party: 'lgsco', category: 'Housing', reference: '26 900 001', linked: complaint,
    ...dateFields('answer-by', boxes(ago(1))), words: 'Send us everything.' })
  const open = await add('ombudsman', { party: 'housing-ombudsman', category: 'Housing' })
  const of = encodeURIComponent(decided)
  await desk.act(of, 'decide', { outcome: 'upheld', remedied: 'yes', confirmed: 'yes', ...on })
  for (const words of ['Apologise in writing', `Pay ${'x'.repeat(120)}`]) await desk.act(of, 'recommend', { words, ...until, ...on })
  await desk.act(of, 'complete-record', { record: '1', ...on })
  await desk.act(complaint, 'agree-action', { type: 'training', words: 'Train the crew', owner: 'Head of waste', ...until, ...on })
  await desk.act(complaint, 'agree-action', { type: 'payment', words: 'Pay £20', owner: 'Finance', ...until, ...on })
  return {
    complaint, decided: of, open, desk, compliment: await add('compliments', { words: 'Thank you', service }),
    request: await add('sars', { name: 'Alex Sample', words: 'My file' }),
    referral: await add('advocacy', { category: 'Other', age: '15', gender: 'not-said', name: 'Sam Young', party: 'An organisation' })
  }
}

function entriesOf({ complaint, decided, open: undecided, compliment: praise, request, referral: referred }) {
  const entries = LISTS.map((path) => shown(path, path))
  for (const kind of ['ombudsman', 'sars', 'compliments', 'advocacy'])
    entries.push(shown(`add to ${kind}`, `/staff/${kind}/new`), wrong(`add to ${kind}`, `/staff/${kind}/new`))
  for (const [name, reference] of Object.entries({ complaint, decided, undecided, praise, request, referred })) {
    entries.push(shown(`case: ${name}`, `/staff/cases/${reference}`))
    entries.push(shown(`timeline: ${name}`, `/staff/cases/${reference}/timeline`))
  }
  const acts = { 'agree-action': complaint, 'complete-record': complaint, 'move-due': complaint, recommend: decided, 'record-compliance': decided, decide: undecided }
  for (const [act, reference] of Object.entries(acts))
    entries.push(shown(`act: ${act}`, `/staff/cases/${reference}/${act}`), wrong(`act: ${act}`, `/staff/cases/${reference}/${act}`))
  entries.push(shown('act: close a compliment', `/staff/cases/${praise}/close`))
  entries.push(shown('act: refused', `/staff/cases/${complaint}/decide`))
  return entries
}

async function everywhere({ browser, base }) {
  const made = await furnish(base)
  const cookies = made.desk.browserCookies()
  const entries = entriesOf(made)
  const walk = async (options, tell) => {
    const one = await person(browser, base, { cookies, ...options })
    if (options.blocked) await blockScripts(one.page)
    for (const entry of entries) {
      one.page.faults.length = 0
      await story(entry.name, () => tell(one.page, entry))
    }
    await one.close()
  }
  await walk({}, (page, entry) => look(page, entry, true))
  await walk({ blocked: true }, (page, entry) => look(page, entry, false))
  await walk({ viewport: { width: 320, height: 256 } }, fits)
  await walk({}, async (page, entry) => {
    await entry.arrive(page)
    await (entry.wrong ? errorSummary(page, entry.name) : tabThrough(page, entry.name))
  })
}

export default async function registers(world) {
  const made = await wholeStory(world, true)
  await wholeStory(world, false)
  await roles(world, made)
  await everywhere(world)
}
