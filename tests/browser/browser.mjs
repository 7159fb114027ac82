// Chromium, with or without JavaScript, and an ear for everything that a page should not say.
import { chromium } from 'playwright-core'
import fs from 'node:fs'

export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium'
export const hasChromium = () => fs.existsSync(CHROMIUM)

export const launch = () => chromium.launch({
  executablePath: CHROMIUM,
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-dev-shm-usage',
    '--disable-background-networking', '--disable-component-update', '--disable-sync']
})

// A status that is an error on purpose (404, 422) makes the browser write a line about the page itself: that one is no fault.
function isOwnStatus(message, page) {
  return /^Failed to load resource: the server responded with a status of 4\d\d/.test(message.text()) &&
    page.expected?.has(message.location().url.split('#')[0])
}

// Chromium tells that it has cleared what signing out asked it to clear.
const isCleared = (message) => message.text().startsWith('Clear-Site-Data header on') && message.text().includes('Cleared data types')

// What a page complained of, from then on: console, content policy, exceptions, requests to elsewhere, broken requests.
export function listen(page, base) {
  const faults = []
  page.expected = new Set()
  page.on('response', (response) => {
    const own = response.request().isNavigationRequest() && response.status() >= 400 && response.status() < 500
    if (own) page.expected.add(response.url())
    if (!own && response.status() >= 400) faults.push(`${response.status()} ${response.url()}`)
  })
  page.on('console', (message) => {
    if (!isOwnStatus(message, page) && !isCleared(message)) faults.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => faults.push(`exception: ${error.message}`))
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(`${base}/`) && !url.startsWith('data:')) faults.push(`request to ${url}`)
  })
  page.faults = faults
  return page
}

// A browser of its own for one person: their cookies, with or without scripts.
export async function person(browser, base, { js = true, cookies = [], viewport = { width: 1200, height: 800 } } = {}) {
  const context = await browser.newContext({ baseURL: base, javaScriptEnabled: js, viewport, locale: 'en-GB' })
  if (cookies.length) await context.addCookies(cookies)
  context.setDefaultTimeout(20000)
  const page = listen(await context.newPage(), base)
  return { context, page, close: () => context.close() }
}

export async function signIn(page, role, password = 'demonstration') {
  await page.goto('/staff/sign-in')
  await page.fill('#email', `${role}@demo.example`)
  await page.fill('#password', password)
  await Promise.all([page.waitForNavigation(), page.click('main form button[type=submit]:has-text("Sign in")')])
}

export const heading = async (page) => (await page.locator('h1').first().innerText()).trim()
export const main = (page) => page.locator('main').innerText()
