import { describe, expect, test } from 'vitest'
import { draftProductSchema } from '../products.ts'
import { findFaults } from './check.ts'
import { toContent, toForm } from './content.ts'
import { written } from './example-draft.ts'
import { findStep } from './faults.ts'
import { isWebAddress, mostDocuments } from './proof-limits.ts'
import { addDocument, changeDocument, removeDocument } from './proofs.ts'

const guide = { name: { zh: '使用指南', en: 'User guide' }, address: 'https://docs.seller.example/guide.pdf' }
const shown = {
  ...written,
  video: 'https://video.seller.example/watch?v=1',
  documents: [guide, { name: { zh: '白皮书', en: 'White paper' }, address: 'https://seller.example/paper' }],
  dataLocation: { zh: '中国内地（上海）', en: 'Chinese mainland (Shanghai)' },
}

test('a video, documents and the place of the data are typed and written as they were', () => {
  expect(toContent(toForm(shown))).toEqual(shown)
  expect(findFaults(toForm(shown))).toEqual([])
  expect(toContent(toForm(written))).toEqual(written)
})

test('documents are added with keys of their own, changed and removed', () => {
  const form = addDocument(addDocument(toForm(shown)))
  const keys = form.documents.map(({ key }) => key)

  expect(new Set(keys).size).toBe(4)
  const changed = changeDocument(form, keys[3] ?? '', { address: guide.address })
  expect(changed.documents.map(({ address }) => address)).toEqual([
    guide.address,
    'https://seller.example/paper',
    '',
    guide.address,
  ])
  expect(removeDocument(changed, keys[0] ?? '').documents.map(({ key }) => key)).toEqual(keys.slice(1))
})

describe('an address that buyers are led to', () => {
  test.each([
    'https://seller.example',
    'https://docs.seller.example:8443/a/b.pdf?x=1#y',
    'https://文档.seller.example/指南',
  ])('may be %s', (address) => expect(isWebAddress(address)).toBe(true))

  test.each([
    '',
    'seller.example/guide',
    'http://seller.example/guide',
    'javascript:alert(1)',
    'data:text/html,x',
    'https://name:word@seller.example/',
    'https://localhost/guide',
    'https://10.0.0.1/guide',
    'https://[::1]/guide',
    'https:seller.example/guide',
    'https:/seller.example/../sign-in',
    'https:\\\\seller.example/guide',
    'https:///seller.example/guide',
    'https://seller.example\\guide',
    'https://seller.example/a guide',
    'https://seller\n.example/',
    'https://seller.example/\u202eedoc',
  ])('may not be %j', (address) => {
    expect(isWebAddress(address)).toBe(false)
    expect(draftProductSchema.safeParse({ ...shown, video: address }).success).toBe(false)
    const documents = [{ ...guide, address }]
    expect(draftProductSchema.safeParse({ ...shown, documents }).success).toBe(false)
  })
})

test('faults are at the fields of their step', () => {
  const form = addDocument(toForm({ ...shown, video: 'http://seller.example', documents: [guide, guide] }))
  const faults = findFaults({ ...form, dataLocation: { zh: '上海', en: ' ' } })

  expect(faults).toEqual([
    { field: 'video', code: 'webAddress' },
    { field: 'documents.2.name.zh', code: 'required' },
    { field: 'documents.2.name.en', code: 'required' },
    { field: 'documents.2.address', code: 'required' },
    { field: 'documents', code: 'repeated' },
    { field: 'dataLocation.en', code: 'required' },
  ])
  expect(new Set(faults.map(({ field }) => findStep(field)))).toEqual(new Set(['media']))
})

test('the contract takes as many documents as the page', () => {
  const of = (count: number) => ({
    ...shown,
    documents: Array.from({ length: count }, (_, at) => ({ ...guide, address: `${guide.address}?${at}` })),
  })

  expect(draftProductSchema.safeParse(of(mostDocuments)).success).toBe(true)
  expect(draftProductSchema.safeParse(of(mostDocuments + 1)).success).toBe(false)
})
