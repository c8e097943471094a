import { letters } from '@loggia/protocol/console/mail/kinds'
import { describe, expect, test } from 'vitest'
import { composeMail } from './compose-mail.ts'

const origin = 'https://market.example'
const zone = 'Asia/Shanghai'
const languages = ['zh-CN', 'en-US'] as const
const han = /\p{Script=Han}/u

describe.each(languages)('letters in %s', (language) => {
  const reader = { language, origin, zone, name: 'Lin & <Co>' }

  test.each(letters)(
    '%s says the same in text and HTML, in one language, and leads to its page',
    async (letter) => {
      const path = '/reset-password#to-ken_1'
      const mail = await composeMail({ kind: 'letter', letter, path, hours: 1, data: {} }, reader)

      expect(mail.subject).not.toBe('')
      expect(han.test(mail.subject)).toBe(language === 'zh-CN')
      expect(mail.text).toContain(`${origin}${path}`)
      expect(mail.html).toContain(`href="${origin}${path}"`)
      expect(mail.html).toContain('Lin &amp; &lt;Co&gt;')
      expect(mail.html).not.toContain('<Co>')
      expect(mail.html).toContain(`lang="${language}"`)
    },
  )

  test('an email loads nothing from anywhere', async () => {
    const { html } = await composeMail({ kind: 'letter', letter: 'test', data: {} }, reader)

    expect(html).not.toMatch(/<(img|script|link|iframe)|url\(|@import/i)
  })
})

test('a link names how long it can be used', async () => {
  const hoursOf = async (hours: number) =>
    (
      await composeMail(
        { kind: 'letter', letter: 'invitation', path: '/x#y', hours, data: {} },
        { language: 'en-US', origin, zone },
      )
    ).text

  expect(await hoursOf(1)).toContain('valid for 1 hour and')
  expect(await hoursOf(24)).toContain('valid for 24 hours and')
  expect(await hoursOf(168)).toContain('valid for 7 days and')
})

test('an invitation names who invites', async () => {
  const data = { by: 'Ada' }
  const mail = await composeMail(
    { kind: 'letter', letter: 'invitation', path: '/accept-invitation#t', hours: 168, data },
    { language: 'en-US', origin, zone },
  )

  expect(mail.subject).toContain('Ada')
})

test('nor an address in place of a name', async () => {
  const data = { by: 'win at evil.example' }
  const mail = await composeMail(
    { kind: 'letter', letter: 'invitation', path: '/accept-invitation#t', hours: 168, data },
    { language: 'en-US', origin, zone },
  )

  expect(mail.subject + mail.text + mail.html).not.toContain('evil.example')
})

test.each(languages)('a message has the sentences of the console and its page, in %s', async (language) => {
  const data = {
    orderId: 'ord_01j00000000000000000000001',
    orderNumber: 'CS1',
    purpose: 'new',
    products: [{ zh: '文档', en: 'Docs' }],
    amount: { amount: '12.00', currency: 'CNY' },
  }
  const mail = await composeMail(
    { kind: 'message', message: { kind: 'order_paid', subject: data.orderId, data }, area: 'buyer' },
    { language, origin, zone },
  )

  expect(mail.subject).toContain('¥12.00')
  expect(mail.text).toContain(language === 'zh-CN' ? '文档' : 'Docs')
  expect(mail.text).toContain(`${origin}/buyer/orders/${data.orderId}`)
  expect(mail.text).toContain(`${origin}/buyer/messages#email`)
})

describe('an email of a marketplace with a name and look of its own', () => {
  const site = {
    name: { zh: '晴川云商店', en: 'Qingchuan & Co' },
    accent: '#7a1f4d',
    contact: { email: 'help@qingchuan.example', phone: '400 123 4567' },
  }
  const compose = (own: typeof site | undefined) =>
    composeMail(
      { kind: 'letter', letter: 'test', data: {} },
      { language: 'en-US', origin, zone, ...(own && { site: own }) },
    )

  test('has them in text and HTML, and says how to reach it', async () => {
    const { text, html } = await compose(site)

    expect(text).toContain('Qingchuan & Co\n')
    expect(html).toContain('Qingchuan &amp; Co')
    for (const form of [text, html]) expect(form).toContain('Contact: help@qingchuan.example · 400 123 4567')
    expect(text + html).not.toContain('Loggia')
    expect(html).toContain('background:#7a1f4d;color:#ffffff')
    expect(html).toMatch(/\.button\{background:#[0-9a-f]{6}!important;color:#[0-9a-f]{6}!important\}/)
    expect(html).not.toMatch(/#0B6174|#69C3D4/i)
  })

  test('is Loggia’s without them', async () => {
    const { text, html } = await compose(undefined)

    expect(text).toContain('Loggia marketplace')
    expect(html).toContain('background:#0B6174;color:#FFFFFF')
    expect(html).not.toContain('Contact:')
  })
})
