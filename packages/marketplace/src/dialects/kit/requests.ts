import { omitUndefined } from '@loggia/kernel'
import { formatTime, syncFlags } from '@loggia/protocol/kit'
import type { KitUser } from '@loggia/protocol/kit'
import type { KitV2Request } from '@loggia/protocol/kit/v2'
import { encryptSecret, readPublicKey } from '@loggia/signing'
import type { OaepHashes } from '@loggia/signing'
import type { KitFacts, KitOperation, KitSending, SyncedDepartment, SyncedPerson } from './operations.ts'

/** Encrypts a secret for the seller (joint-kit §5). Throws if the text is no public key. */
export function sealSecret(of: {
  readonly secret: string
  readonly publicKey: string
  readonly hashes: OaepHashes
}): string {
  const read = readPublicKey(of.publicKey)
  if (!read.ok) throw new Error(`A secret cannot be encrypted: ${read.reason.code}`)
  return encryptSecret({ publicKey: read.key, secret: of.secret, hashes: of.hashes })
}

/** The request for a batch, in the words of V2. Throws if the family's owner gave no facts for the operation. */
export function writeRequest({ operation, facts, timestampMs }: KitSending): KitV2Request {
  const told = need(facts, operation)
  const signs = { testFlag: told.isTest ? 1 : 0, timeStamp: formatTime(timestampMs) } as const
  const common = { instanceId: told.instanceId, tenantId: told.tenant.id, ...signs }
  switch (operation.kind) {
    case 'sync_enterprise':
      return { activity: 'tenantSync', ...common, ...tenantOf(told), flag: syncFlags[operation.change] }
    case 'sync_app': {
      const { appId, clientId, ...app } = need(told.app, operation)
      const clientSecret = sealSecret({ ...app, secret: app.clientSecret, hashes: app.oaep })
      const named = { appId, clientId, clientSecret, flag: syncFlags[operation.change] }
      return { activity: 'applicationSync', ...common, ...named }
    }
    case 'sync_departments': {
      const orgInfoList = need(told.departments, operation).map(departmentOf)
      return { activity: 'allOrgSync', ...common, orgInfoList }
    }
    case 'sync_department': {
      const department = departmentOf(need(told.department, operation))
      return { activity: 'singleOrgSync', ...common, ...department, flag: syncFlags[operation.change] }
    }
    case 'sync_people':
      return {
        activity: 'authSync',
        ...common,
        appId: need(told.app, operation).appId,
        userList: need(told.people, operation).map(userOf),
        currentSyncTime: formatTime(told.syncedAt),
        flag: syncFlags[operation.change],
      }
  }
}

function need<T>(value: T | undefined, { kind }: KitOperation): T {
  if (value === undefined) throw new Error(`The facts of ${kind} are incomplete`)
  return value
}

const tenantOf = ({
  orderNumber: orderId,
  tenant: { code: tenantCode, name, domain: domainName },
}: KitFacts) => ({
  orderId,
  tenantCode,
  name,
  domainName,
})

const departmentOf = ({ code: orgCode, name: orgName, parentCode = '' }: SyncedDepartment) => ({
  orgCode,
  orgName,
  parentCode,
})

const userOf = ({ departmentCode, enabled, ...person }: SyncedPerson): KitUser =>
  omitUndefined({
    ...person,
    orgCode: departmentCode,
    enable: enabled ? ('true' as const) : ('false' as const),
  })
