import { formatReference } from '@loggia/kernel'
import { Icon, Money } from '@loggia/ui'
import { Link } from '@tanstack/react-router'
import type { OperatorTopUpRequest } from '@loggia/protocol/console'
import { useRead } from '../../centre/api.ts'
import { TickField } from '../../centre/parts/fields.tsx'
import { balanceChangeTexts } from './texts.ts'

/** The buyer's requests that wait for their transfer, or for another operator. */
export function useOpenRequests(buyerId: string, enabled: boolean): readonly OperatorTopUpRequest[] {
  const key = 'GET /api/operator/top-up-requests' as const
  const awaiting = useRead(key, { query: { buyerId, state: 'awaiting' } }, { enabled }).data?.items ?? []
  const recorded = useRead(key, { query: { buyerId, state: 'recorded' } }, { enabled }).data?.items ?? []
  return [...awaiting, ...recorded]
}

/** What a transfer may answer: it is recorded there, or the operator confirms that it is another one. */
export function OpenRequests(props: {
  readonly of: readonly OperatorTopUpRequest[]
  readonly isOther: boolean
  readonly isMissing: boolean
  onChange(isOther: boolean): void
}) {
  const texts = balanceChangeTexts.use().openRequests
  return (
    <>
      <div className="note note--warn">
        <Icon name="alert" />
        <div className="grow">
          <p>{texts.text}</p>
          <ul>
            {props.of.map(({ id, reference, amount }) => (
              <li key={id}>
                <Link to="/operator/top-ups" search={{ text: reference }}>
                  {formatReference(reference)}
                </Link>{' '}
                <Money of={amount} />
              </li>
            ))}
          </ul>
        </div>
      </div>
      <TickField
        name="isOtherTransfer"
        label={texts.isOther}
        error={props.isMissing ? texts.missing : undefined}
        checked={props.isOther}
        onChange={props.onChange}
      />
    </>
  )
}
