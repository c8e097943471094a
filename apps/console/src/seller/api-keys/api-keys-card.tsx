import type { OpenApiKey } from '@loggia/protocol/console'
import { Button, CopyText, EmptyArch, State, Time, useToast } from '@loggia/ui'
import { useId, useState } from 'react'
import { useChange, useList } from '../../centre/api.ts'
import { Listing } from '../../centre/parts/listing.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { MoreMenu } from '../../centre/parts/more-menu.tsx'
import { Card } from '../../centre/parts/page.tsx'
import { apiKeyTexts } from './texts.ts'
import { DisableDialog, MakeDialog, RemoveDialog, RenameDialog } from './dialogs.tsx'
import { useRefusalToast } from '../../centre/parts/dialog.tsx'

type Asked = { readonly what: 'disable' | 'rename' | 'remove'; readonly of: OpenApiKey }

/** The keys with which the seller's servers sign requests to the open APIs. */
export function ApiKeysCard() {
  const texts = apiKeyTexts.use()
  const keys = useList('GET /api/seller/open-api-keys')
  const [isMaking, setMaking] = useState(false)
  const [asked, setAsked] = useState<Asked>()
  const close = () => setAsked(undefined)
  return (
    <Card
      id={useId()}
      title={texts.title}
      beside={<span className="t13 faint">{texts.note}</span>}
      end={<Button onClick={() => setMaking(true)}>{texts.make}</Button>}
      bare
    >
      <Listing
        of={keys}
        columns={useColumns(setAsked)}
        rowKey={(key) => key.id}
        framed={false}
        empty={<EmptyArch title={texts.empty.title} text={texts.empty.text} />}
      />
      {isMaking && <MakeDialog onClose={() => setMaking(false)} />}
      {asked?.what === 'disable' && <DisableDialog of={asked.of} onClose={close} />}
      {asked?.what === 'rename' && <RenameDialog of={asked.of} onClose={close} />}
      {asked?.what === 'remove' && <RemoveDialog of={asked.of} onClose={close} />}
    </Card>
  )
}

function useColumns(onAsk: (asked: Asked) => void): readonly Column<OpenApiKey>[] {
  const { columns, never } = apiKeyTexts.use()
  return [
    { key: 'name', title: columns.name, head: true, render: ({ name }) => name },
    {
      key: 'id',
      title: columns.accessKeyId,
      phone: 'below',
      render: ({ accessKeyId }) => <CopyText value={accessKeyId} />,
    },
    { key: 'state', title: columns.state, phone: 'beside', render: (key) => <Standing of={key} /> },
    {
      key: 'used',
      title: columns.used,
      render: ({ lastUsedAt, refused }) => (
        <>
          {lastUsedAt === undefined ? <span className="faint">{never}</span> : <Time at={lastUsedAt} />}
          {refused && <Refusal of={refused} />}
        </>
      ),
    },
    {
      key: 'created',
      title: columns.created,
      phone: 'end',
      render: ({ createdAt }) => <Time at={createdAt} />,
    },
    { key: 'acts', title: columns.acts, end: true, render: (key) => <Acts of={key} onAsk={onAsk} /> },
  ]
}

/** The reason of a refusal, of which the server itself sees only a code. */
function Refusal({ of: { at, because } }: { readonly of: NonNullable<OpenApiKey['refused']> }) {
  const texts = apiKeyTexts.use()
  return (
    <p className="t12 dim">
      {texts.refused} <Time at={at} />
      {texts.why(texts.reasons[because])}
    </p>
  )
}

function Standing({ of: { enabled, lockedUntil } }: { readonly of: OpenApiKey }) {
  const texts = apiKeyTexts.use()
  if (!enabled) return <State kind="ice">{texts.disabled}</State>
  if (lockedUntil === undefined) return <State kind="ok">{texts.enabled}</State>
  return (
    <>
      <State kind="warn">{texts.locked}</State>
      <p className="t12 dim">
        {texts.lockedUntil} <Time at={lockedUntil} />
      </p>
    </>
  )
}

function Acts({ of, onAsk }: { readonly of: OpenApiKey; onAsk(asked: Asked): void }) {
  const texts = apiKeyTexts.use()
  const toast = useToast()
  const showRefusal = useRefusalToast()
  const change = useChange('PUT /api/seller/open-api-keys/:openApiKeyId', ['GET /api/seller/open-api-keys'])
  const isLocked = of.enabled && of.lockedUntil !== undefined
  const enable = () =>
    change.mutate(
      { params: { openApiKeyId: of.id }, body: { name: of.name, enabled: true } },
      {
        onSuccess: () => toast.success(texts.done.enabled),
        onError: showRefusal,
      },
    )
  const first =
    of.enabled && !isLocked
      ? {
          text: texts.disable,
          label: texts.disableOf(of.name),
          onAct: () => onAsk({ what: 'disable', of }),
        }
      : {
          text: isLocked ? texts.unlock : texts.enable,
          label: isLocked ? texts.unlockOf(of.name) : texts.enableOf(of.name),
          onAct: enable,
        }
  return (
    <div className="acts">
      <button
        className="link"
        type="button"
        aria-label={first.label}
        disabled={change.isPending}
        onClick={first.onAct}
      >
        {first.text}
      </button>
      <MoreMenu
        of={of.name}
        acts={[
          {
            text: texts.rename,
            label: texts.renameOf(of.name),
            onAct: () => onAsk({ what: 'rename', of }),
          },
          {
            text: texts.remove,
            label: texts.removeOf(of.name),
            onAct: () => onAsk({ what: 'remove', of }),
          },
        ]}
      />
    </div>
  )
}
