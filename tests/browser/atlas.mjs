// Every page in every state of the demonstration: how to get there, as whom. The tests of accessibility walk through it.
import fs from 'node:fs'
import { person } from './browser.mjs'
import { Desk, dateFields } from './desk.mjs'
import { makeStates, optionOf } from './states.mjs'
import { boxes, today } from './dates.mjs'

const signposts = fs.readFileSync(new URL('../../signposts/signposts.yaml', import.meta.url), 'utf8')
export const SLUGS = [...signposts.matchAll(/^ {2}- slug: (\S+)/gm)].map(([, slug]) => slug)

const ROLES = ['officer', 'manager', 'service-manager', 'reviewer', 'auditor', 'administrator']
const LONG = 'It was never collected. '.repeat(860)
const UNBROKEN = 'x'.repeat(400)

// ---- ways to arrive --------------------------------------------------------------------------------------

const open = (path) => (page) => page.goto(path, { waitUntil: 'load' })

const emptied = () => {
  for (const field of document.querySelectorAll('main form[method=post] :is(input, textarea, select)')) {
    if (field.type === 'checkbox' || field.type === 'radio') field.checked = false
    else if (field.type !== 'hidden') field.value = ''
  }
}

// A form is filled ({ name: value }; nothing: emptied) and sent by its button, the first where none is named.
const send = (path, values = null, button = 'main form[method=post] button[type=submit]') => async (page) => {
  await page.goto(path, { waitUntil: 'load' })
  await page.evaluate(emptied)
  for (const [name, value] of Object.entries(values ?? {}))
    await page.evaluate(([field, typed]) => {
      for (const one of document.querySelectorAll(`main form[method=post] [name="${field}"]`)) {
        if (one.type === 'checkbox' || one.type === 'radio') one.checked = one.checked || [typed].flat().includes(one.value)
        else one.value = typed
      }
    }, [name, value])
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.locator(button).first().click()])
}

const sendWithoutToken = (path) => async (page) => {
  await page.goto(path, { waitUntil: 'load' })
  await page.evaluate(() => { for (const field of document.querySelectorAll('[name=csrf]')) field.value = 'wrong' })
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.locator('main form[method=post] button[type=submit]').first().click()])
}

// ---- the public's pages ----------------------------------------------------------------------------------

const STEPS = {
  who: { whom: 'other' },
  'on-behalf': { behalf_name: 'Elin Invented', behalf_relation: 'parent', behalf_consent: 'cannot', behalf_why: 'She is two.' },
  'name-choice': { name_choice: 'give' },
  service: {},
  what: { what: LONG.slice(0, 6000) },
  when: { when: 'Every Wednesday since May', long_ago: 'yes' },
  'late-reason': { late_reason: 'I was ill.' },
  effect: { effect: `It cost me ${UNBROKEN}` },
  outcome: { wanted: 'Please say sorry.\n\nThen collect it.' },
  'told-us': { told: 'yes', told_more: 'I rang on 4 May.' },
  name: { name: 'Jo Bloggs' },
  contact: { contact: ['email', 'phone', 'post', 'representative'] },
  'contact-details': {
    email: 'jo.bloggs@example.org', phone: '020 7946 0100', address: '12 Example Street\nAnytown\nZZ99 9ZZ', helper: 'Ali Pretend'
  },
  safe: { safe: 'no', safe_more: 'Ring after 4pm only.' },
  support: { needs: ['large-print', 'other'], needs_more: 'Yellow paper.' }
}
const LONG_FIELDS = { what: 'what', 'late-reason': 'late_reason', effect: 'effect', outcome: 'wanted' }
const WRONG_DETAILS = { email: 'jo@', phone: '12', address: '', helper: '' }

async function fillDraft(desk, sections = STEPS, about = 'adult') {
  const page = await desk.read('/start/about')
  const value = [...page.matchAll(/name="about"[^>]*value="([^"]*)"/g)].map(([, one]) => one).find((one) => one.includes(about))
  await desk.post('/start/about', { about: value })
  for (const [step, values] of Object.entries(sections)) {
    const fields = { ...values }
    if (step === 'service') fields.service = (await desk.read('/complaint/service')).match(/name="service"[^>]*value="(\d+)"/)[1]
    const response = await desk.post(`/complaint/${step}`, fields)
    if (response.status !== 303) throw new Error(`/complaint/${step}: ${response.status}`)
  }
  return desk
}

const page = (name, who, arrive) => ({ name, who, arrive })

const INFORMATION = ['/', '/start', '/start/about', '/start/decision', '/start/other', '/compliment', '/enquiry', '/young-people',
  '/contact', '/existing', '/ombudsman', '/accessibility', '/privacy', '/cookies', '/complaint/deleted']

function publicPages() {
  const pages = INFORMATION.map((path) => page(path, 'visitor', open(path)))
  for (const slug of SLUGS) pages.push(page(`/instead/${slug}`, 'visitor', open(`/instead/${slug}`)))
  pages.push(page('what do you want: wrong', 'visitor', send('/start')))
  pages.push(page('what is it about: wrong', 'visitor', send('/start/about')))
  pages.push(page('existing: empty', 'visitor', send('/existing')))
  pages.push(page('existing: unknown code', 'visitor', send('/existing', { link: 'abcd efgh' })))
  pages.push(page('existing: a number', 'visitor', send('/existing', { link: 'CMP-26H14R66' })))
  pages.push(page('form: begins', 'visitor', open('/complaint/who')))
  pages.push(page('form: the draft is gone', 'visitor', open('/complaint/what')))
  return pages
}

function formPages() {
  const pages = []
  for (const step of Object.keys(STEPS)) {
    const path = `/complaint/${step}`
    pages.push(page(`form: ${step}`, 'writer', open(path)))
    const long = LONG_FIELDS[step]
    const wrong = long ? { [long]: LONG } : step === 'contact-details' ? WRONG_DETAILS : null
    const optional = ['when', 'support'].includes(step)
    if (!optional) pages.push(page(`form: ${step}, wrong`, 'writer', send(path, wrong)))
  }
  pages.push(page('form: what, empty', 'writer', send('/complaint/what')))
  pages.push(page('form: service, change', 'writer', open('/complaint/service?change=1')))
  pages.push(page('form: check', 'writer', open('/complaint/check')))
  pages.push(page('form: delete?', 'writer', open('/complaint/delete')))
  pages.push(page('form: a question with no name to give', 'anonymous', open('/complaint/told-us')))
  pages.push(page('form: check, anonymous', 'anonymous', open('/complaint/check')))
  pages.push(page('sent', 'sender', open('/complaint/sent')))
  pages.push(page('sent, anonymous', 'anonymousSender', open('/complaint/sent')))
  return pages
}

function trackPages(states) {
  const pages = []
  for (const [state, { link }] of Object.entries(states)) {
    pages.push(page(`private link: ${state}`, 'visitor', open(link)))
  }
  for (const done of ['review', 'added', 'withdrawn'])
    pages.push(page(`private link: ${done}, just now`, 'visitor', open(`${states.looking.link}?done=${done}`)))
  pages.push(page('private link: add', 'visitor', open(`${states.looking.link}/add`)))
  pages.push(page('private link: add, wrong', 'visitor', send(`${states.looking.link}/add`)))
  pages.push(page('private link: withdraw', 'visitor', open(`${states.looking.link}/withdraw`)))
  pages.push(page('private link: withdraw, too long', 'visitor', send(`${states.looking.link}/withdraw`, { words: LONG })))
  pages.push(page('private link: review', 'visitor', open(`${states.answered.link}/review`)))
  pages.push(page('private link: review, too long', 'visitor', send(`${states.answered.link}/review`, { why: LONG })))
  pages.push(page('private link: review, late', 'visitor', open(`${states.windowOver.link}/review`)))
  pages.push(page('private link: unknown', 'visitor', open('/t/00000000000000000000000000')))
  return pages
}

// ---- staff ---------------------------------------------------------------------------------------------

const LISTS = ['', '?due=late', '?due=today', '?due=next-3', '?state=paused', '?state=extended', '?stage=2', '?stage=3', '?untriaged=yes',
  '?owner=none', '?channel=letter&due=late&stage=1&words=bins', '?sort=person', '?sort=reference-down&size=25', '?size=25&page=2',
  '?page=99', '?words=nothing+like+this']
const SEARCHES = ['', '?words=', '?words=zzzzzz', '?words=invented', '?words=e']

// Which case serves each act: one where the act can be done.
const ACTS = {
  triage: 'fresh', assign: 'fresh', acknowledge: 'fresh', respond: 'looking', pause: 'looking', resume: 'paused', extend: 'looking',
  'request-review': 'answered', 'decide-late': 'askedLate', withdraw: 'looking', close: 'answered', reopen: 'closed', note: 'looking',
  correct: 'looking', 'agree-statement': 'Una Fiction', 'appoint-team': 'Una Fiction', 'hold-panel': 'Kofi Imaginary',
  report: 'Kofi Imaginary', 'confirm-identity': 'looking', 'receive-clarification': 'looking'
}

// One of each kind: late, due, paused, extended, anonymous, later stages, adults, children, answered, closed.
const PEOPLE = ['Zoe Invented', 'Ravi Bloggs', 'Tess Pretend', 'Priya Bloggs', 'Una Imaginary', 'Mina Bloggs', 'Mina Example', 'Kofi Imaginary',
  'Ali Pretend', 'Harry Sample', 'Tom Fiction', 'Jo Bloggs', 'Zoe Imaginary', 'Sofia Testing', 'Wren Sample', 'Grace Specimen',
  'Una Fiction', 'Owen Sample', 'Owen Pretend', 'Priya Fiction', 'Elin Bloggs', 'Viktor Specimen', 'Grace Pretend', 'Ravi Example',
  'Jo Invented', 'Viktor Testing']

async function referenceOf(desk, name) {
  const response = await desk.send(`/staff/search?words=${encodeURIComponent(name)}`)
  const html = await response.text()
  for (const row of html.split('<tr ').slice(2))
    if (row.includes(`>${name}</td>`)) return row.match(/CMP-[0-9A-Z]+/)[0]
  throw new Error(`the demonstration has no ${name}`)
}

const asDate = (name) => dateFields(name, boxes(today()))

async function checkPages(desk, states) {
  const respond = await desk.read(`/staff/cases/${states.looking.reference}/respond`)
  const answer = {
    outcome: 'upheld', 'decided-by': optionOf(respond, 'Sam Specimen'), words: 'We are sorry.', channel: 'email', pounds: '250.50', ...asDate('on')
  }
  const address = (state, act) => `/staff/cases/${states[state].reference}/${act}`
  return [
    page('respond: check', 'officer', send(address('looking', 'respond'), answer)),
    page('respond: wrong pounds', 'officer', send(address('looking', 'respond'), { ...answer, pounds: 'a lot', confirmed: 'yes' })),
    page('withdraw: check', 'officer', send(address('looking', 'withdraw'), { words: 'They rang.', ...asDate('on') })),
    page('close: check', 'officer', send(address('answered', 'close'), asDate('on'))),
    page('the case changed', 'officer', send(address('looking', 'note'), { version: '1', words: 'My note', kind: 'telephone', ...asDate('on') })),
    page('refused by the rules', 'officer', open(address('closed', 'respond')))
  ]
}

async function actPages(desk, states, found) {
  const pages = []
  for (const [act, of] of Object.entries(ACTS)) {
    const path = `/staff/cases/${states[of]?.reference ?? found[of]}/${act}`
    const html = await desk.read(path)
    pages.push(page(`act: ${act}`, 'officer', open(path)))
    if (html.includes('name="version"')) pages.push(page(`act: ${act}, wrong`, 'officer', send(path)))
  }
  return pages
}

function casePages(states, found) {
  const pages = []
  for (const [name, reference] of Object.entries(found))
    for (const tab of ['', '/timeline', '/people', '/audit'])
      pages.push(page(`case of ${name}${tab}`, 'manager', open(`/staff/cases/${reference}${tab}`)))
  for (const [state, { reference }] of Object.entries(states))
    pages.push(page(`case of ${state}`, 'manager', open(`/staff/cases/${reference}`)))
  for (const role of ['officer', 'auditor']) pages.push(page(`case as ${role}`, role, open(`/staff/cases/${states.looking.reference}`)))
  pages.push(page('case, just acknowledged', 'officer', open(`/staff/cases/${states.looking.reference}?done=acknowledged`)))
  return pages
}

function staffPages(logged) {
  const pages = [
    page('sign in', 'visitor', open('/staff/sign-in')),
    page('sign in: empty', 'visitor', send('/staff/sign-in')),
    page('sign in: wrong', 'visitor', send('/staff/sign-in', { email: 'officer@demo.example', password: 'wrong' })),
    page('log a complaint', 'officer', open('/staff/cases/new')),
    page('log a complaint: wrong', 'officer', send('/staff/cases/new')),
    page('logged', 'officer', open(logged)),
    page('people', 'administrator', open('/staff/admin/people')),
    page('people: wrong', 'administrator', send('/staff/admin/people', null, 'main button:text-is("Add")')),
    page('settings', 'administrator', open('/staff/admin/settings')),
    page('settings: wrong', 'administrator', send('/staff/admin/settings', { 'council-name': '', link: '#ffff00' }))
  ]
  for (const role of ROLES.slice(0, 5)) pages.push(page(`my work of ${role}`, role, open('/staff/work')))
  for (const query of LISTS) pages.push(page(`cases ${query}`, 'officer', open(`/staff/cases${query}`)))
  for (const query of SEARCHES) pages.push(page(`search ${query}`, 'officer', open(`/staff/search${query}`)))
  return pages
}

// ---- errors ------------------------------------------------------------------------------------------------

const tooOften = async (tab) => {
  for (let i = 0; i < 12; i++) {
    await send('/existing', { link: 'abcd efgh' })(tab)
    if ((await tab.locator('h1').first().innerText()).includes('Too many')) return
  }
  throw new Error('nothing stopped the tries')
}

const errorPages = () => [
  page('404', 'visitor', open('/nothing-here')),
  page('404, signpost', 'visitor', open('/instead/nothing')),
  page('404, staff', 'officer', open('/staff/cases/CMP-26000000')),
  page('403, old form', 'visitor', sendWithoutToken('/start')),
  page('403, not this role', 'administrator', open('/staff/work')),
  page('403, auditor logs', 'auditor', open('/staff/cases/new')),
  page('413', 'writer', send('/complaint/what', { what: 'x'.repeat(300000) })),
  page('429', 'visitor', tooOften)
]

// ---- all of it -----------------------------------------------------------------------------------------------

// Makes the states and gives { pages, people, states }: the pages, and the cookies of everybody who is needed.
export async function atlas(base) {
  const desks = { visitor: new Desk(base) }
  for (const role of ROLES) desks[role] = await new Desk(base).signIn(role)
  desks.writer = await fillDraft(new Desk(base))
  const nameless = { who: { whom: 'self' }, 'name-choice': { name_choice: 'anonymous' }, service: {}, what: { what: 'It was dark.' },
    when: {}, effect: {}, outcome: {}, 'told-us': { told: 'no' } }
  desks.anonymous = await fillDraft(new Desk(base), nameless, 'other')
  desks.anonymousSender = await fillDraft(new Desk(base), nameless, 'other')
  desks.sender = await fillDraft(new Desk(base))
  for (const who of ['sender', 'anonymousSender']) await desks[who].post('/complaint/send', {}, '/complaint/check')
  const states = await makeStates(desks.officer)
  const found = {}
  for (const name of PEOPLE) found[name] = await referenceOf(desks.officer, name)
  const last = await desks.officer.post('/staff/cases/new', { channel: 'letter', what: 'A letter.', ...asDate('received') })
  const pages = [...publicPages(), ...formPages(), ...trackPages(states), ...staffPages(last.headers.get('location')),
    ...casePages(states, found), ...await actPages(desks.officer, states, found), ...await checkPages(desks.officer, states), ...errorPages()]
  return { pages, desks, states, found }
}

// Visits every page of the atlas, some at a time; `look` is given the open page and its entry.
export async function walk(browser, base, { pages, desks }, options, look) {
  const tabs = {}
  const last = pages.filter((entry) => entry.name === '429')
  const queue = pages.filter((entry) => !last.includes(entry))
  const worker = async (entries) => {
    const own = {}
    for (let entry = entries.shift(); entry; entry = entries.shift()) {
      own[entry.who] ??= await person(browser, base, { ...options, cookies: desks[entry.who].browserCookies() })
      const { page: tab } = own[entry.who]
      if (options.prepare && !tab.prepared) await options.prepare(tab)
      tab.prepared = true
      tab.faults.length = 0
      await look(tab, entry)
    }
    for (const one of Object.values(own)) await one.close()
  }
  await Promise.all(Array.from({ length: options.workers ?? 2 }, () => worker(queue)))
  await worker(last)
  return tabs
}
