import { licenseCodeChecks } from '../../license-code/index.ts'
import { refuseIf } from '../saas-v2/wrong.ts'
import type { Wrong } from '../saas-v2/wrong.ts'
import type { WrongSeller } from '../seller.ts'
import { listWrongBodies } from '../stamped/wrong-bodies.ts'
import { listWrongFlags, listWrongLives } from '../stamped/wrong-lives.ts'
import { listWrongProofs, toIdsOf } from '../stamped/wrong-proofs.ts'
import { listWrongReaders } from '../stamped/wrong-readers.ts'
import { listWrongReplies } from '../stamped/wrong-replies.ts'
import { createCodeSeller, tables } from './right.ts'

const prefix = 'license-code'

/** The checks of these callbacks that correspond to these checks of SaaS V2.0. */
export const toCodeIds = toIdsOf(prefix, licenseCodeChecks)

const shortNames: Readonly<Record<string, string>> = {
  refreshLicenseCode: 'refresh',
  updateLicenseCodeStatus: 'status',
  releaseLicenseCode: 'release',
}

/** Values that every table accepts. */
const values: Readonly<Record<string, unknown>> = {
  orderId: 'CS1',
  orderLineId: 'CS1-000001',
  license: 'L-1',
  scene: 'RENEWAL',
  expireTime: '20301231160000',
  status: 'FREEZE',
}

const isId = (path: string): boolean => path === 'license' || path.endsWith('Id')

const readers: readonly Wrong[] = Object.entries(tables).flatMap(([activity, table]) => {
  const paths = Object.keys(table)
  const short = shortNames[activity] ?? activity
  return listWrongReaders({
    prefix,
    activity,
    short,
    paths,
    lengths: paths.filter(isId),
    idName: 'license',
    values,
  })
})

const wrongs: readonly Wrong[] = [
  ...listWrongProofs(toCodeIds, {
    'sorts-the-body': {
      found: [`${prefix}.proof.body.unsorted`],
      also: ['spaces', 'escapes', 'spelled'].map((end) => `${prefix}.proof.body.${end}`),
    },
    'writes-the-body-anew': {
      found: [`${prefix}.proof.body.spaces`],
      also: ['escapes', 'spelled'].map((end) => `${prefix}.proof.body.${end}`),
    },
  }),
  ...listWrongReplies(prefix),
  ...readers,
  ...listWrongBodies({
    prefix,
    activities: Object.keys(tables),
    usual: 'refreshLicenseCode',
    unanswered: `${prefix}.reply.answered.refusals`,
  }),
  ...listWrongLives({
    prefix,
    word: 'license',
    idName: 'license',
    refresh: 'refreshLicenseCode',
    status: 'updateLicenseCodeStatus',
    release: 'releaseLicenseCode',
    scenes: ['UNSUBSCRIBE_RENEWAL_PERIOD'],
    other: { activity: 'updateLicenseCodeStatus', short: 'status' },
    ofRenewals: [],
  }),
  ...listWrongFlags(prefix, Object.keys(tables)),
  {
    name: 'receives-nothing',
    defect: 'It refuses every callback as an unknown activity',
    found: [`${prefix}.offered`],
    spreads: true,
    change: refuseIf(({ activity }) => String(activity) in tables),
  },
]

/** Receivers of these callbacks with one defect each. */
export const wrongCodes: readonly WrongSeller[] = wrongs.map(({ change, ...wrong }) => ({
  ...wrong,
  make: createCodeSeller(change),
}))
