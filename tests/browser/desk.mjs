// What a person does without a browser: the same forms, sent by hand. It brings cases into the states that the tests look at.
export class Desk {
  constructor(base) {
    this.base = base
    this.cookies = new Map()
  }

  keep(response) {
    for (const line of response.headers.getSetCookie()) {
      const [pair] = line.split(';')
      const at = pair.indexOf('=')
      if (/max-age=0/i.test(line)) this.cookies.delete(pair.slice(0, at))
      else this.cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
  }

  async send(path, options = {}) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { ...options.headers, ...(cookie && { cookie }) }
    const response = await fetch(new URL(path, this.base), { redirect: 'manual', ...options, headers })
    this.keep(response)
    return response
  }

  async read(path) {
    return (await this.send(path)).text()
  }

  // Fields: [name, value] pairs or an object; a value may be a list.
  async post(path, fields, from = path) {
    const hidden = hiddenFields(await this.read(from))
    const form = new URLSearchParams(hidden)
    for (const [name, value] of Object.entries(fields))
      for (const one of [value].flat()) form.append(name, one)
    const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: this.base }
    return this.send(path, { method: 'POST', body: form.toString(), headers })
  }

  async signIn(role) {
    const response = await this.post('/staff/sign-in', { email: `${role}@demo.example`, password: 'demonstration' })
    if (response.status !== 303) throw new Error(`${role} could not sign in: ${response.status}`)
    return this
  }

  // The cookies in the form that a browser takes.
  browserCookies() {
    return [...this.cookies].map(([name, value]) => ({ name, value, url: this.base }))
  }

  // An act on a case; throws where it is refused.
  async act(reference, act, fields) {
    const path = `/staff/cases/${reference}/${act}`
    const response = await this.post(path, fields)
    if (response.status !== 303) throw new Error(`${act} of ${reference}: ${response.status}\n${mistakes(await response.text())}`)
  }

  // Logs a complaint and gives its reference and private link.
  async log(fields) {
    const response = await this.post('/staff/cases/new', { channel: 'telephone', kind: 'complaint', ...fields })
    if (response.status !== 303) throw new Error(`log: ${response.status}\n${mistakes(await response.text())}`)
    const to = response.headers.get('location')
    const [link] = (await this.read(to)).match(/\/t\/[0-9a-z-]+/) ?? []
    return { reference: to.match(/CMP-[0-9A-Z]+/)[0], link }
  }
}

export function hiddenFields(html) {
  const fields = []
  const form = html.slice(html.indexOf('<main')).match(/<form[^>]*method="post"[\s\S]*?<\/form>/)?.[0] ?? ''
  for (const [tag] of form.matchAll(/<input[^>]*type="hidden"[^>]*>/g))
    fields.push([tag.match(/name="([^"]*)"/)[1], tag.match(/value="([^"]*)"/)?.[1] ?? ''])
  return fields
}

const mistakes = (html) => (html.match(/govuk-error-summary__body[\s\S]*?<\/ul>/)?.[0] ?? html.slice(0, 2000)).replace(/<[^>]*>/g, ' ')

export const dateFields = (name, [day, month, year]) => ({ [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year })
