import type { RouteReply } from '@loggia/protocol/console'
import { State, Time, useText, useToast } from '@loggia/ui'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useChange, useRead } from '../../centre/api.ts'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { Listing } from '../../centre/parts/listing.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { MoreMenu } from '../../centre/parts/more-menu.tsx'
import { Card } from '../../centre/parts/page.tsx'
import { Named, ProductLogo } from '../../centre/parts/product.tsx'
import { draftsTexts } from './drafts-texts.ts'
import { wizardTexts } from './wizard/texts.ts'

type Draft = RouteReply<'GET /api/seller/product-drafts'>['items'][number]

/** What members of the seller have begun and not finished: how far it has come, and who saved it last. */
export function DraftsCard({ mayWrite }: { readonly mayWrite: boolean }) {
  const texts = draftsTexts.use()
  const drafts = useRead('GET /api/seller/product-drafts', {})
  const [removed, remove] = useState<Draft>()
  const columns = useColumns({ mayWrite, onRemove: remove })
  if (!drafts.data || drafts.data.items.length === 0) return null
  const { refetch } = drafts
  return (
    <Card id="drafts" title={texts.title} bare>
      <Listing
        of={{
          ...drafts,
          items: drafts.data.items,
          hasNextPage: false,
          isFetchingNextPage: false,
          fetchNextPage: refetch,
        }}
        columns={columns}
        rowKey={({ productId }) => productId}
        empty={null}
        framed={false}
      />
      {removed && <RemovalDialog draft={removed} onClose={() => remove(undefined)} />}
    </Card>
  )
}

function useNameOf(): (draft: Draft) => string {
  const { unnamed } = wizardTexts.use()
  const text = useText()
  return ({ name }) => text(name) || name.zh || name.en || unnamed
}

function useColumns(of: {
  readonly mayWrite: boolean
  readonly onRemove: (draft: Draft) => void
}): readonly Column<Draft>[] {
  const texts = draftsTexts.use()
  const text = useText()
  const nameOf = useNameOf()
  const { columns } = texts
  return [
    {
      key: 'product',
      title: columns.product,
      head: true,
      render: (draft) => (
        <Named
          logo={<ProductLogo of={{ ...draft, name: { zh: nameOf(draft), en: nameOf(draft) } }} />}
          name={nameOf(draft)}
          below={text(draft.summary)}
        />
      ),
    },
    {
      key: 'progress',
      title: columns.progress,
      phone: 'below',
      render: ({ exists, progress: { done, of: all } }) => (
        <State kind="warn">{(exists ? texts.changeProgress : texts.progress)(done, all)}</State>
      ),
    },
    {
      key: 'saved',
      title: columns.saved,
      phone: 'end',
      render: ({ saved }) => (
        <>
          <Time at={saved.at} /> <span className="below">{saved.by}</span>
        </>
      ),
    },
    {
      key: 'acts',
      title: columns.acts,
      end: true,
      render: (draft) => of.mayWrite && <Acts draft={draft} name={nameOf(draft)} onRemove={of.onRemove} />,
    },
  ]
}

function Acts(props: {
  readonly draft: Draft
  readonly name: string
  readonly onRemove: (draft: Draft) => void
}) {
  const texts = draftsTexts.use()
  const { draft, name } = props
  return (
    <div className="acts">
      <Link
        className="link"
        to="/seller/products/$productId/edit"
        params={{ productId: draft.productId }}
        aria-label={texts.continueOf(name)}
      >
        {texts.continue}
      </Link>
      <MoreMenu
        of={name}
        acts={[{ text: texts.remove, label: texts.removeOf(name), onAct: () => props.onRemove(draft) }]}
      />
    </div>
  )
}

function RemovalDialog({ draft, onClose }: { readonly draft: Draft; readonly onClose: () => void }) {
  const texts = draftsTexts.use().removal
  const nameOf = useNameOf()
  const toast = useToast()
  const { productId } = draft
  const remove = useChange('POST /api/seller/products/:productId/draft-removal', [
    'GET /api/seller/product-drafts',
    'GET /api/seller/products/:productId/draft',
  ])
  const onRemove = () =>
    remove.mutate(
      { params: { productId }, body: { version: draft.version } },
      {
        onSuccess: () => {
          toast.success(texts.done)
          onClose()
        },
      },
    )
  return (
    <DecisionDialog texts={texts} act={texts.act} danger change={remove} onClose={onClose} onAct={onRemove}>
      <p className="strong">{nameOf(draft)}</p>
      <p className="t13 dim">{draft.exists ? texts.textOfChange : texts.text}</p>
    </DecisionDialog>
  )
}
