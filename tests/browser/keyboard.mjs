// By keyboard alone, on a small screen, with wide spacing, and on paper.
import fs from 'node:fs'
import path from 'node:path'
import { execFileSync } from 'node:child_process'
import { atlas, walk } from './atlas.mjs'
import { person, signIn } from './browser.mjs'
import { check, has, note, same, story } from './tap.mjs'

const FOCUSABLE = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]'

// ---- every element by Tab -----------------------------------------------------------------------------------

// What Tab should reach: what is shown, and of a group of radios one.
const wanted = (selector) => {
  const seen = new Set()
  let count = 0
  for (const one of document.querySelectorAll(selector)) {
    if (one.disabled || one.tabIndex < 0 || !one.checkVisibility({ visibilityProperty: true })) continue
    if (one.type === 'radio') {
      const group = `${one.form?.action} ${one.name}`
      if (seen.has(group)) continue
      seen.add(group)
    }
    one.dataset.wanted = one.type === 'radio' ? `radio ${one.name}` : String(++count)
    seen.add(one.dataset.wanted)
  }
  return [...seen].filter((key) => /^\d+$/.test(key) || !key.includes(' ') || document.querySelector(`[data-wanted="${CSS.escape(key)}"]`)).length
}

// Where the focus is, whether one sees it, and whether anything lies over it.
const focused = () => {
  const one = document.activeElement
  if (!one || one === document.body) return null
  const box = one.getBoundingClientRect()
  const style = getComputedStyle(one)
  const label = one.labels?.[0] ? getComputedStyle(one.labels[0], '::before') : null
  const inside = one.matches('summary') ? getComputedStyle(one.firstElementChild ?? one) : null
  const marks = [style, label, inside].filter(Boolean)
  const seen = marks.some((mark) => parseFloat(mark.outlineWidth) > 1 && mark.outlineStyle !== 'none') ||
    marks.some((mark) => mark.boxShadow !== 'none')
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2]
  const top = document.elementFromPoint(x, y)
  const free = !top || one.contains(top) || top.contains(one) || [...(one.labels ?? [])].some((own) => own.contains(top))
  return { id: one.dataset.wanted ?? (one.type === 'radio' ? `radio ${one.name}` : null), seen, free, html: one.outerHTML.slice(0, 160) }
}

export async function tabThrough(tab, name) {
  const total = await tab.evaluate(wanted, FOCUSABLE)
  const reached = new Set()
  const faults = []
  for (let i = 0, empty = 0; i < total + 30 && empty < 2; i++) {
    await tab.keyboard.press('Tab')
    const now = await tab.evaluate(focused)
    if (!now) { empty++; continue }
    if (reached.has(now.id) && reached.size >= total) break
    if (now.id) reached.add(now.id)
    if (!now.seen) faults.push(`focus not seen: ${now.html}`)
    if (!now.free) faults.push(`something lies over: ${now.html}`)
  }
  same(`keyboard: all of ${name} by Tab, no trap`, reached.size, total)
  check(`keyboard: focus is seen on ${name}`, faults.length === 0, faults.slice(0, 5).join('\n'))
}

async function skipLink(tab, name) {
  await tab.reload({ waitUntil: 'load' })
  await tab.keyboard.press('Tab')
  same(`skip link first: ${name}`, await tab.evaluate(() => document.activeElement.className), 'govuk-skip-link')
  await tab.keyboard.press('Enter')
  same(`skip link leads to main: ${name}`, await tab.evaluate(() => document.activeElement.id), 'main-content')
}

export async function errorSummary(tab, name) {
  await tab.waitForFunction(() => document.activeElement?.classList.contains('govuk-error-summary'), null, { timeout: 5000 }).catch(() => {})
  same(`error summary has the focus: ${name}`, await tab.evaluate(() => document.activeElement.className), 'govuk-error-summary')
  const link = tab.locator('.govuk-error-summary a').first()
  const target = (await link.getAttribute('href')).slice(1)
  await tab.keyboard.press('Tab')
  await tab.keyboard.press('Enter')
  same(`error summary leads to the field: ${name}`, await tab.evaluate(() => document.activeElement.id), target)
}

const TABBED = ['/', '/start', '/existing', 'form: check', 'form: service', 'form: contact-details', 'sent', 'private link: answered', 'sign in',
  'my work of officer', 'cases ?size=25&page=2', 'log a complaint', 'people', 'settings', 'case of paused', 'case of Zoe Invented/timeline',
  'act: triage', 'act: respond', '404']
const WRONG = ['what do you want: wrong', 'form: who, wrong', 'form: contact-details, wrong', 'existing: empty', 'sign in: empty',
  'log a complaint: wrong', 'act: respond, wrong', 'act: extend, wrong', 'settings: wrong', 'people: wrong']

const named = (all, names) => ({ ...all, pages: names.map((name) => {
  const entry = all.pages.find((one) => one.name === name)
  if (!entry) throw new Error(`no page ${name}`)
  return entry
}) })

async function keys(browser, base, all) {
  await walk(browser, base, named(all, TABBED), {}, (tab, entry) => story(`keyboard: ${entry.name}`, async () => {
    await entry.arrive(tab)
    await tabThrough(tab, entry.name)
    await skipLink(tab, entry.name)
  }))
  await walk(browser, base, named(all, WRONG), {}, (tab, entry) => story(`error: ${entry.name}`, async () => {
    await entry.arrive(tab)
    await errorSummary(tab, entry.name)
  }))
}

async function arrows(browser, base) {
  const one = await person(browser, base)
  await one.page.goto('/start')
  await one.page.locator('[name=want]').first().focus()
  await one.page.keyboard.press('ArrowDown')
  same('arrows move among radios', await one.page.evaluate(() => document.activeElement.value), 'existing')
  await one.page.keyboard.press('Enter')
  await one.page.waitForURL('**/existing')
  check('Enter sends the form', one.page.url().endsWith('/existing'), one.page.url())
  await one.close()
}

// ---- small, and widely spaced ------------------------------------------------------------------------------------

const SPACING = '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }' +
  ' p { margin-bottom: 2em !important }'

// What stands out to the side of the page, and what is too small to hit.
const measured = () => {
  const page = document.scrollingElement
  const over = page.scrollWidth - page.clientWidth
  const wide = over > 0 ? [...document.querySelectorAll('body *')].filter((one) =>
    one.getBoundingClientRect().right > page.clientWidth + 1 && !one.closest('.app-scroll')).slice(0, 4).map((one) => one.outerHTML.slice(0, 140)) : []
  const small = []
  for (const one of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')) {
    const box = one.getBoundingClientRect()
    const inText = one.matches('a') && getComputedStyle(one).display === 'inline' // WCAG 2.5.8: a link in a sentence is excepted
    if (inText || !one.checkVisibility({ visibilityProperty: true }) || one.matches('.govuk-skip-link')) continue
    if (box.width < 24 || box.height < 23.5) small.push(`${Math.round(box.width)}×${Math.round(box.height)} ${one.outerHTML.slice(0, 120)}`)
  }
  return { over, wide, small }
}

export async function fits(tab, entry) {
  const faults = []
  try {
    await entry.arrive(tab)
    const plain = await tab.evaluate(measured)
    if (plain.over > 0) faults.push(`${plain.over} pixels too wide`, ...plain.wide)
    faults.push(...plain.small.slice(0, 4).map((one) => `small: ${one}`))
    await tab.evaluate((rules) => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(rules)
      document.adoptedStyleSheets = [sheet]
    }, SPACING)
    const spaced = await tab.evaluate(measured)
    if (spaced.over > 0) faults.push(`with wide spacing ${spaced.over} pixels too wide`, ...spaced.wide)
  } catch (error) {
    faults.push(error.message)
  }
  check(`320 pixels, spacing, targets: ${entry.name}`, faults.length === 0, faults.join('\n'))
}

// ---- on paper ---------------------------------------------------------------------------------------------------

const words = (pdf) => execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' })
const canRead = () => { try { execFileSync('pdftotext', ['-v'], { stdio: 'ignore' }); return true } catch { return false } }

async function paper({ browser, base, folder }, states) {
  const one = await person(browser, base)
  await signIn(one.page, 'officer')
  await one.page.goto(`/staff/cases/${states.looking.reference}`)
  await one.page.emulateMedia({ media: 'print' })
  const shown = await one.page.evaluate(() => {
    const seen = (selector) => [...document.querySelectorAll(selector)].some((part) => part.checkVisibility() && part.getBoundingClientRect().height > 0)
    return {
      clock: seen('.govuk-details ol li'), navigation: seen('nav, .govuk-service-navigation'), search: seen('#search-words'),
      buttons: seen('.govuk-button'), acts: seen('#can-do'), skip: seen('.govuk-skip-link'), facts: seen('.app-facts')
    }
  })
  check('paper: the clock is open', shown.clock)
  check('paper: the facts stand', shown.facts)
  for (const part of ['navigation', 'search', 'buttons', 'acts']) check(`paper: no ${part}`, !shown[part])
  const file = path.join(folder, 'case.pdf')
  await one.page.pdf({ path: file, format: 'A4' })
  check('paper: a PDF is made', fs.statSync(file).size > 10000)
  if (canRead()) {
    const text = words(file)
    has('paper: the PDF has the clock', text, /That day is day 0/)
    check('paper: the PDF has no navigation', !/Sign out|Skip to main/.test(text), text.slice(0, 500))
  }
  await one.close()
}

export default async function keyboard({ browser, base, folder }) {
  const all = await atlas(base)
  note(`${all.pages.length} pages`)
  await keys(browser, base, all)
  await story('arrows', () => arrows(browser, base))
  await story('paper', () => paper({ browser, base, folder }, all.states))
  await walk(browser, base, all, { viewport: { width: 320, height: 256 } }, fits)
}
