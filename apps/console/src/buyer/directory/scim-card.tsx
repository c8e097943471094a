import type { Enterprise, ScimToken } from '@loggia/protocol/console'
import { Button, CopyText, Time } from '@loggia/ui'
import { useId, useState } from 'react'
import { useRead } from '../../centre/api.ts'
import { useFrame } from '../../centre/frame.ts'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { Card } from '../../centre/parts/page.tsx'
import { CreateTokenDialog, RevokeTokenDialog } from './scim-dialogs.tsx'
import { scimTexts } from './scim-texts.ts'
import './directory.css'

/** Where an identity provider keeps the people of a company, and its tokens. */
export function ScimCard({ of }: { readonly of: Enterprise }) {
  const texts = scimTexts.use()
  const { origin } = useFrame()
  const url = `${origin}/scim/v2`
  const [isCreating, setCreating] = useState(false)
  return (
    <Card
      id={useId()}
      title={texts.title}
      end={
        <Button size="small" onClick={() => setCreating(true)}>
          {texts.create.act}
        </Button>
      }
      bare
    >
      <div className="card__body stack">
        <p className="t13 dim">{texts.lead}</p>
        <div>
          <p className="t12 faint">{texts.address}</p>
          <CopyText value={url} label={texts.address} />
          <p className="t12 faint">{texts.addressNote}</p>
        </div>
      </div>
      <Tokens enterpriseId={of.id} />
      {isCreating && <CreateTokenDialog enterpriseId={of.id} url={url} onClose={() => setCreating(false)} />}
    </Card>
  )
}

function Tokens({ enterpriseId }: { readonly enterpriseId: string }) {
  const texts = scimTexts.use()
  const tokens = useRead('GET /api/buyer/enterprises/:enterpriseId/scim-tokens', {
    params: { enterpriseId },
  })
  return (
    <Loaded of={tokens} skeleton={<CardSkeleton rows={2} />}>
      {({ items }) =>
        items.length === 0 ? (
          <p className="card__foot t13 dim">{texts.none}</p>
        ) : (
          <TokenRows enterpriseId={enterpriseId} items={items} />
        )
      }
    </Loaded>
  )
}

function TokenRows(props: { readonly enterpriseId: string; readonly items: readonly ScimToken[] }) {
  const { columns, never, revoke, tokens } = scimTexts.use()
  const [revoking, setRevoking] = useState<ScimToken>()
  return (
    <div className="scroll-x dir__tokens">
      <table className="table rows rows--two" aria-label={tokens}>
        <thead>
          <tr>
            <th scope="col">{columns.name}</th>
            <th scope="col">{columns.token}</th>
            <th scope="col">{columns.used}</th>
            <th scope="col">{columns.created}</th>
            <th scope="col" className="n">
              {columns.acts}
            </th>
          </tr>
        </thead>
        <tbody>
          {props.items.map((token) => (
            <tr key={token.id}>
              <td className="rows__head">
                <b className="strong">{token.name}</b>
              </td>
              <td className="rows__below mono">{token.masked}</td>
              <td data-label={columns.used}>
                {token.lastUsedAt === undefined ? (
                  <span className="faint">{never}</span>
                ) : (
                  <Time at={token.lastUsedAt} />
                )}
              </td>
              <td className="rows__end">
                <Time at={token.createdAt} precision="day" />
              </td>
              <td className="rows__beside n">
                <div className="acts">
                  <button
                    className="link"
                    type="button"
                    aria-label={revoke.actOf(token.name)}
                    onClick={() => setRevoking(token)}
                  >
                    {revoke.act}
                  </button>
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {revoking && (
        <RevokeTokenDialog
          enterpriseId={props.enterpriseId}
          of={revoking}
          onClose={() => setRevoking(undefined)}
        />
      )}
    </div>
  )
}
