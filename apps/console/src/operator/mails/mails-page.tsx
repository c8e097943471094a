import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { SentMail } from '@loggia/protocol/console'
import { Button, useToast } from '@loggia/ui'
import { useState } from 'react'
import { useChange, useList } from '../../centre/api.ts'
import { useFrame } from '../../centre/frame.ts'
import { useRefusalToast } from '../../centre/parts/dialog.tsx'
import { Filter } from '../../centre/parts/fields.tsx'
import { FindField } from '../../centre/parts/find-field.tsx'
import { ListPage } from '../../centre/parts/list-page.tsx'
import { changeSearch, isNarrowed } from '../../centre/routing/search.ts'
import type { SearchChange } from '../../centre/routing/search.ts'
import { useMailColumns, useMailName } from './mail-columns.tsx'
import { MailServerNote } from './mail-server-note.tsx'
import { listedStates, mostAddressLength } from './mails-search.ts'
import type { MailsSearch } from './mails-search.ts'
import { ResendDialog } from './resend.tsx'
import { mailTexts } from './texts.ts'
import { useMailServer } from './use-mail-server.ts'

const route = getRouteApi('/operator/mails')
const refreshMs = 10_000

/** Whether emails are sent, and the emails of the last 90 days. */
export function MailsPage() {
  const texts = mailTexts.use()
  const search = route.useSearch()
  const navigate = useNavigate()
  const { server, isKnown } = useMailServer()
  const isOn = server?.isOn === true
  // Filters and list are below the note; shown earlier, they would jump.
  const mails = useList(
    'GET /api/operator/mails',
    { ...search },
    { refetchInterval: refreshMs, enabled: isKnown },
  )
  const [asked, setAsked] = useState<SentMail>()
  const nameOf = useMailName()
  const change = (to: SearchChange<MailsSearch>) =>
    void navigate({ to: '/operator/mails', search: changeSearch(search, to) })
  return (
    <ListPage<SentMail>
      area="operator"
      title={texts.title}
      lead={texts.lead}
      actions={isOn && <TestButton />}
      above={<MailServerNote />}
      filters={isKnown && <Filters search={search} onChange={change} />}
      of={mails}
      columns={useMailColumns(isOn, setAsked)}
      rowKey={({ id }) => id}
      empty={texts.empty}
      narrowed={
        isNarrowed(search) && {
          ...texts.filtered,
          onReset: () => void navigate({ to: '/operator/mails', search: {} }),
        }
      }
    >
      {asked && <ResendDialog of={asked} name={nameOf(asked)} onClose={() => setAsked(undefined)} />}
    </ListPage>
  )
}

function Filters(props: {
  readonly search: MailsSearch
  readonly onChange: (change: SearchChange<MailsSearch>) => void
}) {
  const { search, onChange } = props
  const { filters, states } = mailTexts.use()
  return (
    <div className="filters">
      <FindField
        label={filters.address}
        hint={filters.addressHint}
        maxLength={mostAddressLength}
        value={search.address}
        onFind={(address) => onChange({ address })}
      />
      <Filter
        label={filters.state}
        any={filters.anyState}
        value={search.state}
        options={listedStates.map((name) => [name, states[name]])}
        onChoose={(state) => onChange({ state })}
      />
    </div>
  )
}

/** Sends an email to the operator’s own address, to see whether the email server takes it. */
function TestButton() {
  const texts = mailTexts.use()
  const { session } = useFrame()
  const toast = useToast()
  const showRefusal = useRefusalToast()
  const send = useChange('POST /api/operator/mail-server/test', [
    'GET /api/operator/mails',
    'GET /api/operator/mail-server',
  ])
  const onSend = () =>
    send.mutate(
      {},
      {
        onSuccess: () => toast.success(texts.testDone(session?.member.email ?? '')),
        onError: showRefusal,
      },
    )
  return (
    <Button disabled={send.isPending} onClick={onSend}>
      {texts.test}
    </Button>
  )
}
