import type { DocumentGroup } from '@loggia/protocol/console'

/** A document by its file in the repository; `both` if a Chinese version is beside it. */
export type Listed = {
  readonly group: DocumentGroup
  readonly section: string
  readonly name: string
  readonly file: string
  readonly both: boolean
}

/** In the order in which readers meet them; the names of the files are the names in the addresses. */
const guides = {
  start: ['integrate-in-ten-minutes', 'sell-your-first-product', 'test-with-the-emulator'],
  sell: ['what-the-market-checks', 'my-product-was-frozen', 'deliver-and-be-accepted', 'sell-licenses'],
  companies: [
    'buy-within-budgets',
    'serve-people-of-companies',
    'connect-an-app-to-your-company',
    'sign-in-with-your-company',
  ],
  operate: ['sign-on-for-operators', 'move-the-clock', 'figures-for-buyers'],
} as const satisfies Partial<Record<DocumentGroup, readonly string[]>>

const specifications = [
  'saas-v2',
  'saas-v1',
  'license',
  'order-notification',
  'open-apis',
  'ak-sk-signing',
  'joint-kit',
  'scim',
  'sign-on',
  'sign-on-saml',
  'commerce',
]
const reference = [
  'command-line',
  'emulator',
  'diagnosis',
  'conformance',
  'conformance-saas-v2',
  'conformance-saas-v1',
  'conformance-license-code',
  'conformance-license-online',
  'conformance-license-v1',
  'conformance-order-notification',
  'conformance-kit-v2',
  'conformance-kit-v1',
  'conformance-sso',
  'seller-runtimes',
  'retry-schedules',
  'rules',
  'subscription-states',
  'refund-request-states',
  'supervision-flows',
]
const operating = ['settings', 'metrics']

const inFolder = (
  folder: string,
  names: readonly string[],
  of: { readonly group: DocumentGroup; readonly both?: boolean },
): Listed[] =>
  names.map((name) => ({
    group: of.group,
    section: folder,
    name,
    file: `docs/${folder}/${name}.md`,
    both: of.both ?? false,
  }))

/** All documents that the pages for developers show. A test finds a guide that is missing here. */
export const catalogue: readonly Listed[] = [
  ...Object.entries(guides).flatMap(([group, names]) =>
    inFolder('guides', names, { group: group as keyof typeof guides, both: true }),
  ),
  ...inFolder('spec', specifications, { group: 'protocols' }),
  {
    group: 'reference',
    section: 'reference',
    name: 'seller-kit',
    file: 'packages/seller/README.md',
    both: false,
  },
  ...inFolder('reference', reference, { group: 'reference' }),
  ...inFolder('reference', operating, { group: 'operate' }),
]

export const developersPath = '/developers'

export const formatDocumentPath = ({ section, name }: Pick<Listed, 'section' | 'name'>): string =>
  `${developersPath}/${section}/${name}`

/** The file of a version; a document without a Chinese one has the same for both. */
export const getFileIn = ({ file, both }: Listed, language: 'zh-CN' | 'en-US'): string =>
  both && language === 'zh-CN' ? file.replace(/\.md$/, '.zh-CN.md') : file
