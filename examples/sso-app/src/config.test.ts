import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

test('every fault of the settings is told at once', () => {
  expect(() => readConfig({ PORT: 'x', PUBLIC_URL: 'https://a.example/path' })).toThrow(
    /ACCESS_KEY(.|\n)*KIT_KEY(.|\n)*PORT(.|\n)*PUBLIC_URL/,
  )
})

test('the keys are enough', () => {
  expect(readConfig({ ACCESS_KEY: 'a', KIT_KEY: ' b\n', APP_ID: '' })).toEqual({
    accessKey: 'a',
    kitKey: 'b',
    appId: undefined,
    port: 8093,
    publicUrl: undefined,
    dataFolder: './sso-app-data',
  })
})
