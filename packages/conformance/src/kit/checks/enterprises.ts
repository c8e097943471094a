import type { Case } from '../cases.ts'
import { flags } from '../scenes.ts'
import { listRepeats } from './repeats.ts'

const group = 'tenantSync'
const source = 'joint-kit §6.1'
const table = 'Use the lengths of the protocol for your columns and checks, in characters.'

/** Of the enterprise; `v2` alone has changes. */
export const listEnterpriseCases = (generation: 'v1' | 'v2'): readonly Case[] => [
  ...listRepeats({
    subject: 'enterprise',
    word: 'a company',
    group,
    isFresh: true,
    make: (scene) => scene.enterprise,
  }),
  ...(generation === 'v2'
    ? ([
        {
          id: 'enterprise.change',
          title: 'Another name and domain of a company are accepted',
          group,
          source,
          isFresh: true,
          name: 'a change of a company',
          fix: 'flag 2 changes name and domain of a company that you know: store the new ones.',
          told: (scene) => [
            scene.enterprise(),
            scene.enterprise(flags.change, {
              name: '更名企业',
              domainName: 'https://renamed.tenantaccount.example.com',
            }),
          ],
        },
      ] satisfies readonly Case[])
    : []),
  {
    id: 'enterprise.longest',
    title: 'The longest values of a company are accepted',
    group,
    source,
    isFresh: true,
    name: 'a company with the longest values',
    fix: table,
    told: (scene) => [
      scene.enterprise(flags.add, {
        name: '企'.repeat(255),
        tenantCode: 'c'.repeat(64),
        domainName: `https://${'d'.repeat(239)}.example`.padEnd(255, 'x').slice(0, 255),
      }),
    ],
  },
  {
    id: 'enterprise.supplementary',
    title: 'A name with emoji and rare characters is accepted',
    level: 'should',
    group,
    source,
    isFresh: true,
    name: 'a company with an emoji in its name',
    fix: 'Store text as UTF-8 with four bytes: in MySQL, as utf8mb4.',
    told: (scene) => [scene.enterprise(flags.add, { name: '𠮷野家🚀有限公司' })],
  },
  {
    id: 'enterprise.unknown-member',
    title: 'An unknown field of a company is ignored',
    level: 'should',
    group,
    source,
    isFresh: true,
    name: 'a company with an unknown field',
    fix: 'Ignore unknown fields: new ones may be added.',
    told: (scene) => [scene.enterprise(flags.add, { addedInSomeYear: 'x' })],
  },
]
