import type { MailState, SentMail } from '@loggia/protocol/console'
import { letters, resendableStates } from '@loggia/protocol/console/mail/kinds'
import { State, Time, formatCount, formatTime, useLanguage, useZone } from '@loggia/ui'
import type { StateKind } from '@loggia/ui'
import { mailSettingTexts } from '../../centre/messages/mail-texts.ts'
import { findMessageTopic } from '../../centre/messages/sentences.ts'
import type { Column } from '../../centre/parts/listing.tsx'
import { ResendLink } from './resend.tsx'
import { mailTexts } from './texts.ts'

/** The columns of the emails; `mayResend`: whether emails can be sent at all. */
export function useMailColumns(
  mayResend: boolean,
  onAsk: (mail: SentMail) => void,
): readonly Column<SentMail>[] {
  const { columns } = mailTexts.use()
  const nameOf = useMailName()
  return [
    {
      key: 'what',
      title: columns.what,
      head: true,
      render: (mail) => (
        <div>
          <b className="strong">{nameOf(mail)}</b>
          {mail.kind === 'message' && <p className="below mono">{mail.name}</p>}
        </div>
      ),
    },
    {
      key: 'address',
      title: columns.address,
      render: ({ address }) => <span className="mono wire-id">{address}</span>,
    },
    { key: 'state', title: columns.state, phone: 'below', render: (mail) => <Standing of={mail} /> },
    {
      key: 'attempts',
      title: columns.attempts,
      end: true,
      phone: 'none',
      render: ({ attempts }) => <span className="num">{formatCount(attempts)}</span>,
    },
    {
      key: 'at',
      title: columns.at,
      phone: 'end',
      render: ({ createdAt }) => <Time at={createdAt} precision="second" />,
    },
    {
      key: 'acts',
      title: columns.acts,
      end: true,
      render: (mail) =>
        mayResend && resendableStates.includes(mail.state) ? (
          <ResendLink of={mail} name={nameOf(mail)} onAsk={onAsk} />
        ) : (
          <span className="faint">–</span>
        ),
    },
  ]
}

/** Names an email: its letter, or the topic of its message. */
export function useMailName(): (of: Pick<SentMail, 'kind' | 'name'>) => string {
  const texts = mailTexts.use()
  const { topics } = mailSettingTexts.use()
  return ({ kind, name }) => {
    if (kind === 'message') {
      const topic = findMessageTopic(name)
      return texts.message(topic === undefined ? texts.anyTopic : topics[topic])
    }
    const letter = letters.find((one) => one === name)
    return letter === undefined ? name : texts.letters[letter]
  }
}

const kinds: Readonly<Record<MailState, StateKind>> = {
  waiting: 'run',
  sending: 'run',
  sent: 'ok',
  failed: 'bad',
  unknown: 'warn',
  dropped: 'end',
}

/** The state, the fault of the last attempt, and when the next one is due. */
function Standing({ of: { state, attempts, nextAt, fault } }: { readonly of: SentMail }) {
  const texts = mailTexts.use()
  const language = useLanguage()
  const zone = useZone()
  return (
    <div className="bound">
      <State kind={kinds[state]}>{texts.states[state]}</State>
      {fault !== undefined && (
        <p className="below mono wire-id" lang="en">
          {fault}
        </p>
      )}
      {/* The first attempt is due at once. */}
      {attempts > 0 && nextAt !== undefined && (
        <p className="below">{texts.nextAt(formatTime(nextAt, { language, zone, precision: 'second' }))}</p>
      )}
    </div>
  )
}
