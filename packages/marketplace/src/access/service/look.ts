import { omitUndefined } from '@loggia/kernel'
import type { AddressProbe } from '@loggia/protocol/console'
import type { ProofWay } from '@loggia/protocol/console/access/kinds'
import { toWireTime } from '../../platform/index.ts'
import { describeProof, findFileFault, findRecordFault } from '../proof.ts'
import type { Publication } from '../proof.ts'
import type { Address } from '../schema.ts'
import type { AccessContext } from './context.ts'

type Tried = AddressProbe['tries'][number]

/**
 * Looks for what a seller publishes, outside of any transaction: in the file, and if the way is `dns` and the file
 * proves nothing, in the records too.
 */
export function createLook({ probing, clock, stopwatch }: AccessContext) {
  async function lookAtFile({ fileUrl, line }: Publication) {
    const { sent, addresses, tls } = await probing.fetchFile(new URL(fileUrl))
    const tried: Tried = omitUndefined({ way: 'file' as const, fault: findFileFault(sent, line) })
    const status = 'received' in sent ? sent.received.status : undefined
    return { tried, seen: omitUndefined({ addresses: [...addresses], tls, status }) }
  }

  async function lookAtRecords(recordName: string, line: string): Promise<Tried> {
    try {
      const fault = findRecordFault(await probing.lookupTexts(recordName), line)
      return omitUndefined({ way: 'dns' as const, fault })
    } catch {
      return { way: 'dns', fault: 'record_failed' }
    }
  }

  return async (address: Address, way: ProofWay): Promise<AddressProbe> => {
    const at = toWireTime(clock.now())
    const elapsed = stopwatch.start()
    const publication = describeProof(address)
    const { recordName, line } = publication
    // A record says nothing of the server, so that it is asked for the file in either way.
    const { tried, seen } = await lookAtFile(publication)
    const tries = [tried]
    if (way === 'dns' && tried.fault !== undefined && recordName !== undefined)
      tries.push(await lookAtRecords(recordName, line))
    return { ...seen, at, durationMs: Math.round(elapsed()), tries }
  }
}
