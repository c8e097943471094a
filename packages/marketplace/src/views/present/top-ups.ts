import { createMoney, omitUndefined } from '@loggia/kernel'
import type { OperatorTopUpRequest, TopUpRequest } from '@loggia/protocol/console'
import { presentFile } from '../../files/index.ts'
import type { KeptFile } from '../../files/index.ts'
import { toWireMoney, toWireTime } from '../../platform/index.ts'
import type { TopUpRequestRow } from '../store/index.ts'

export const presentTopUpRequest = (row: TopUpRequestRow, receipt: KeptFile | undefined): TopUpRequest => {
  const inCurrency = (minor: bigint) => toWireMoney(createMoney(minor, row.currency))
  return omitUndefined({
    id: row.id,
    reference: row.reference,
    state: row.state,
    amount: inCurrency(row.amount_minor),
    note: row.note ?? undefined,
    receipt: receipt && presentFile(receipt),
    askedBy: { id: row.member_id, name: row.asker_name },
    askedAt: toWireTime(row.asked_at),
    credited: row.credited_minor === null ? undefined : inCurrency(row.credited_minor),
    recordedAt: toWireTime(row.recorded_at),
    returnedAt: row.state === 'awaiting' ? toWireTime(row.returned_at) : undefined,
    endedAt: toWireTime(row.ended_at),
    reason: row.reason ?? undefined,
  })
}

export const presentRequestForOperators = (
  row: TopUpRequestRow,
  receipt: KeptFile | undefined,
): OperatorTopUpRequest =>
  omitUndefined({
    ...presentTopUpRequest(row, receipt),
    buyer: { id: row.buyer_id, name: { zh: row.name_zh, en: row.name_en } },
    dueAt: toWireTime(row.due_at),
    recorded:
      row.change_id === null || row.recorded_minor === null || row.proposed_by === null
        ? undefined
        : {
            changeId: row.change_id,
            amount: toWireMoney(createMoney(row.recorded_minor, row.currency)),
            by: { id: row.proposed_by, name: row.recorder_name ?? '' },
          },
    endedBy: row.ended_by === null ? undefined : { id: row.ended_by, name: row.ender_name ?? '' },
  })
