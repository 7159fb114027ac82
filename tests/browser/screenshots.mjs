// The pictures of the documentation, made anew from the demonstration:
//   node tests/browser/run.mjs build/redress screenshots
// writes docs/pictures/*.png, 1200 pixels wide, and checks that none weighs more than 400 KB.
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { person, signIn } from './browser.mjs'
import { Desk } from './desk.mjs'
import { makeStates } from './states.mjs'
import { check } from './tap.mjs'

const folder = new URL('../../docs/pictures/', import.meta.url)
const MOST = 400 * 1024

async function picture(page, name, height) {
  await page.setViewportSize({ width: 1200, height: 900 })
  await page.evaluate(() => document.activeElement?.blur())
  const whole = await page.evaluate(() => document.documentElement.scrollHeight)
  const file = new URL(`${name}.png`, folder)
  const bytes = await page.screenshot({ fullPage: true, clip: { x: 0, y: 0, width: 1200, height: Math.min(whole, height) } })
  fs.writeFileSync(file, bytes)
  check(`picture ${name}: ${Math.round(bytes.length / 1024)} KB`, bytes.length < MOST)
}

async function confirmation(page, desk, base) {
  const page1 = await desk.read('/start/about')
  await desk.post('/start/about', { about: page1.match(/name="about"[^>]*value="(other[^"]*)"/)?.[1] ?? 'other' })
  const service = (await desk.read('/complaint/service')).match(/value="(\d+)"[^>]*>\s*<label[^>]*>\s*Waste/)?.[1] ?? 'unknown'
  const answers = { who: { whom: 'self' }, 'name-choice': { name_choice: 'give' }, service: { service },
    what: { what: 'The recycling was not collected.' }, when: {}, effect: {}, outcome: {}, 'told-us': { told: 'no' },
    name: { name: 'Jo Bloggs' }, contact: { contact: 'email' }, 'contact-details': { email: 'jo.bloggs@example.org' }, safe: { safe: 'yes' },
    support: {} }
  for (const [step, fields] of Object.entries(answers)) await desk.post(`/complaint/${step}`, fields)
  await desk.post('/complaint/send', {}, '/complaint/check')
  await page.context().addCookies(desk.browserCookies())
  await page.goto(`${base}/complaint/sent`)
  await picture(page, 'confirmation', 1700)
}

const YEAR = '/staff/reports/annual?from=2018-04-01&to=2019-03-31' +
  ['Children\'s Social Care Services', 'Placements and Specialist Services'].map((name) => `&service=${encodeURIComponent(name)}`).join('')

// The first printed pages, as Chromium lays them out on paper.
async function printed(page, pages) {
  const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'pictures-'))
  const pdf = path.join(temporary, 'annual.pdf')
  await page.pdf({ path: pdf, preferCSSPageSize: true, printBackground: true })
  execFileSync('pdftoppm', ['-r', '72', '-png', '-l', String(Math.max(...pages)), pdf, path.join(temporary, 'page')])
  const made = fs.readdirSync(temporary).filter((name) => name.endsWith('.png')).sort()
  pages.forEach((number, at) => {
    const bytes = fs.readFileSync(path.join(temporary, made[number - 1]))
    fs.writeFileSync(new URL(`annual-page-${at + 1}.png`, folder), bytes)
    check(`picture of printed page ${number}: ${Math.round(bytes.length / 1024)} KB`, bytes.length < MOST)
  })
  fs.rmSync(temporary, { recursive: true })
}

async function reports(page) {
  await page.goto(YEAR)
  await picture(page, 'annual-report', 2600)
  const chart = await page.locator('figure.app-chart').filter({ has: page.locator('svg[aria-labelledby*="chart-outcomes"]') }).first().screenshot()
  fs.writeFileSync(new URL('annual-chart.png', folder), chart)
  check(`picture annual-chart: ${Math.round(chart.length / 1024)} KB`, chart.length < MOST)
  await printed(page, [1, 2, 3])
  await page.goto('/staff/weekly')
  await picture(page, 'weekly', 2000)
}

export default async function screenshots({ browser, base }) {
  fs.mkdirSync(folder, { recursive: true })
  const resident = await person(browser, base)
  await resident.page.goto('/')
  await picture(resident.page, 'start', 1700)
  await confirmation(resident.page, new Desk(base), base)
  const officer = await person(browser, base)
  await signIn(officer.page, 'officer')
  await picture(officer.page, 'my-work', 1100)
  const desk = await new Desk(base).signIn('officer')
  const { looking, answered } = await makeStates(desk, ['looking', 'answered'])
  await officer.page.goto(`/staff/cases/${looking.reference}`)
  await officer.page.locator('.govuk-details summary').first().click()
  await picture(officer.page, 'case-clock', 2000)
  await reports(officer.page)
  await resident.page.goto(answered.link)
  await picture(resident.page, 'answer', 1700)
  await resident.close()
  await officer.close()
}
