import { expect, test } from 'vitest'
import { createCookie, listCookies } from './cookies.ts'

test('cookies are read from a web request, and from a request of Node', () => {
  const cookie = 'a=1; name=x=y ; other; name="z"'

  for (const headers of [new Headers({ cookie }), { cookie }])
    expect(listCookies({ headers }, 'name')).toEqual(['x=y', '"z"'])
  expect(listCookies({ headers: {} }, 'name')).toEqual([])
  expect(listCookies({ headers: { cookie: 'name' } }, 'nam')).toEqual([])
})

test('over https only this host can set the cookie', () => {
  expect(createCookie('n', 'https://a.example/cb').write('v', 1_500)).toMatch(
    /^__Host-n_[0-9a-f]{8}=v; Path=\/; Max-Age=1; HttpOnly; SameSite=Lax; Secure$/,
  )
  expect(createCookie('n', 'http://127.0.0.1/cb').write('', 0)).toMatch(
    /^n_[0-9a-f]{8}=; Path=\/; Max-Age=0; HttpOnly; SameSite=Lax$/,
  )
})

test('two sign-ins of one host have cookies of their own', () => {
  expect(createCookie('n', 'https://a.example/1').name).not.toBe(
    createCookie('n', 'https://a.example/2').name,
  )
})
