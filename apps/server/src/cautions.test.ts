import { expect, test } from 'vitest'
import { listCautions } from './cautions.ts'
import { readConfig } from './config.ts'

const cautions = (env: Record<string, string>, args: string[] = []) => listCautions(readConfig({ env, args }))

const mail = { LOGGIA_SMTP_HOST: 'mail.example', LOGGIA_MAIL_FROM: 'market@market.example' }

test('https without a trusted proxy is warned of: all readers would be one address', () => {
  const https = { LOGGIA_BASE_URL: 'https://market.example', ...mail }

  expect(cautions(https)).toEqual([expect.stringContaining('LOGGIA_TRUSTED_PROXIES')])
  expect(cautions({ ...https, LOGGIA_TRUSTED_PROXIES: '10.0.0.1' })).toEqual([])
  expect(cautions({ LOGGIA_BASE_URL: 'http://market.internal' })).toEqual([])
})

test('a demo that is open to a network and answers to no name of it is warned of', () => {
  const open = { HOST: '0.0.0.0' }

  expect(cautions(open, ['--demo'])).toEqual([expect.stringContaining('LOGGIA_ALLOWED_HOSTS')])
  expect(cautions({ ...open, LOGGIA_ALLOWED_HOSTS: 'desk.internal' }, ['--demo'])).toEqual([])
  expect(cautions({}, ['--demo'])).toEqual([])
})

test('a server that is open to a network and does not know its address there is warned of', () => {
  const open = { HOST: '0.0.0.0' }

  expect(cautions(open)).toEqual([expect.stringContaining('LOGGIA_BASE_URL')])
  expect(cautions({ ...open, LOGGIA_BASE_URL: 'http://market.internal' })).toEqual([])
  expect(cautions({ HOST: '127.0.0.1' })).toEqual([])
})

test('a variable that is named like a setting, but is none, is warned of by its name, never with its value', () => {
  const misspelt = cautions({ LOGGIA_BASE_UR: 'https://market.example', OTHER: 'x', LOGGIA_DATA: '/tmp/x' })

  expect(misspelt).toEqual([expect.stringContaining('LOGGIA_BASE_UR is not a setting')])
  expect(misspelt[0]).not.toContain('market.example')
})

test('a server with a public address that sends no emails is warned of', () => {
  const served = { LOGGIA_BASE_URL: 'https://market.example', LOGGIA_TRUSTED_PROXIES: '10.0.0.1' }

  expect(cautions(served)).toEqual([expect.stringContaining('LOGGIA_SMTP_HOST')])
  expect(cautions({ ...served, ...mail })).toEqual([])
  expect(cautions(served, ['--demo'])).toEqual([])
})
