import { afterEach, beforeEach, expect, test } from 'vitest'
import { startSignIn } from '../sso/tried-sign-in.ts'
import type { TriedSignIn } from '../sso/tried-sign-in.ts'
import { companies, fillDirectory } from '../sso/tried-sign-in.ts'
import { startTestSignOn } from './sign-on.ts'
import type { TestSignOn } from './sign-on.ts'

const [company] = companies as [(typeof companies)[0]]
let app: TriedSignIn
let signOn: TestSignOn
let startUrl: string
beforeEach(async () => {
  app = await startSignIn()
  signOn = await startTestSignOn({
    ...company,
    callbackUrl: `${app.url}/sso/callback`,
    now: app.clock.now,
  })
  await fillDirectory(app.directory, company, { domainName: signOn.domainName })
  startUrl = app.at(company.tenantId, '/roster')
})
afterEach(async () => {
  await signOn.close()
  await app.close()
})

test('somebody is signed in in one line, and goes on from there', async () => {
  const lin = await signOn.signIn(startUrl, 'lin.xia')

  expect(lin).toMatchObject({ url: `${app.url}/roster`, body: expect.stringContaining('林夏') as string })
  expect((await lin.go('/')).body).toContain('林夏')
  expect(await app.sessions.find({ headers: { cookie: lin.cookie } })).toMatchObject({
    person: { userName: 'lin.xia' },
  })
  expect((await lin.go('/sso/logout', { method: 'POST' })).url).toBe(`${app.url}/`)
  expect((await lin.go('/')).body).toBe('null')
})

test('whoever is signed out elsewhere is out once the access token has run out', async () => {
  const lin = await signOn.signIn(startUrl, 'lin.xia')
  app.clock.advance({ hours: 2 })
  expect((await lin.go('/')).body).toContain('林夏')

  signOn.end('lin.xia')
  app.clock.advance({ hours: 2 })

  expect([(await lin.go('/')).body, app.listCodes()]).toEqual(['null', ['signedOut']])
})

test('nobody is signed in who is not known, or whom the marketplace refuses', async () => {
  const stranger = await signOn.signIn(startUrl, { userName: 'su.wan', name: '苏晚' })
  const refused = await signOn.signIn(startUrl, undefined)

  expect([stranger.status, refused.status, app.listCodes()]).toEqual([403, 403, ['unknownPerson', 'denied']])
})

test('an app that sends the browser elsewhere is told where', async () => {
  await expect(signOn.signIn(`${app.url}/`, 'lin.xia')).rejects.toThrow(`but to ${app.url}/ (200)`)
  const other = await startTestSignOn({ ...company, callbackUrl: 'https://app.example/callback' })
  await fillDirectory(app.directory, company, { domainName: other.domainName })
  await expect(other.signIn(startUrl, 'lin.xia')).rejects.toThrow('Redirect URI mismatch')
  await other.close()
})
