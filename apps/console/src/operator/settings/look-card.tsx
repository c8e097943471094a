import { deriveAccent, readColour } from '@loggia/kernel'
import type { OperatorSite } from '@loggia/protocol/console'
import { Button, useText, useToast } from '@loggia/ui'
import { useId, useRef, useState } from 'react'
import type { ChangeEvent } from 'react'
import { useChange, useRead } from '../../centre/api.ts'
import { Refusal } from '../../centre/parts/dialog.tsx'
import { Card, Fact } from '../../centre/parts/page.tsx'
import { readFile } from '../../centre/parts/read-file.ts'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { siteTexts } from './site-texts.ts'
import { LookDialog } from './later.ts'
import './sites.css'

const stale = ['GET /api/operator/site', 'GET /api/operator/history'] as const

/** The marketplace's own name, contact, accent colour and logo. */
export function LookCard() {
  const texts = siteTexts.use().look
  const site = useRead('GET /api/operator/site', {}).data
  const mayChange = useMayAsk('PUT /api/operator/site/profile', 'main')
  const [isOpen, setOpen] = useState(false)
  return (
    <Card
      id={useId()}
      title={texts.title}
      beside={<span className="t13 faint">{texts.note}</span>}
      end={
        mayChange && (
          <Button disabled={!site} onClick={() => setOpen(true)}>
            {texts.change}
          </Button>
        )
      }
      bare
    >
      {site && <Facts of={site.profile} mayChange={mayChange} />}
      {isOpen && site && <LookDialog of={site.profile} onClose={() => setOpen(false)} />}
    </Card>
  )
}

type Profile = OperatorSite['profile']

function Facts({ of, mayChange }: { readonly of: Profile; readonly mayChange: boolean }) {
  const texts = siteTexts.use().look
  const text = useText()
  const { name, contact = {}, accent } = of
  const none = <span className="faint">{texts.none}</span>
  const preset = <span className="faint">{texts.preset}</span>
  return (
    <dl className="ins">
      <Fact name={texts.name}>{name ? text(name) : preset}</Fact>
      <Fact name={texts.accent}>{accent === undefined ? preset : <Swatches of={accent} />}</Fact>
      <Fact name={texts.email}>{contact.email ?? none}</Fact>
      <Fact name={texts.phone}>
        {contact.phone === undefined ? none : <span className="num">{contact.phone}</span>}
      </Fact>
      <Fact name={texts.hours}>{contact.hours ? text(contact.hours) : none}</Fact>
      <Fact name={texts.logo}>
        <Logo path={of.logo} mayChange={mayChange} />
      </Fact>
    </dl>
  )
}

/** An accent in the light and in the dark theme. The policy allows no styles in a page, but drawings have their colours. */
export function Swatches({ of }: { readonly of: string }) {
  const colour = readColour(of)
  if (colour === undefined) return null
  const { light, dark } = deriveAccent(colour)
  return (
    <span className="swatches">
      {[light, dark].map(({ accent }, at) => (
        <svg key={at} viewBox="0 0 24 24" aria-hidden="true">
          <rect width="24" height="24" rx="4" fill={accent} />
        </svg>
      ))}
      <span className="mono">{colour}</span>
    </span>
  )
}

function Logo({ path, mayChange }: { readonly path: string | undefined; readonly mayChange: boolean }) {
  const texts = siteTexts.use().look
  const logo = useLogo()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const onChange = (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.target.files ?? []
    if (file) void logo.upload(file)
    event.target.value = ''
  }
  return (
    <div className="stack">
      {path === undefined ? (
        <span className="faint">{texts.preset}</span>
      ) : (
        <img className="sitelogo" src={path} alt="" width="48" height="48" />
      )}
      {mayChange && (
        <>
          <label className="sr" htmlFor={id}>
            {texts.upload}
          </label>
          <input
            ref={input}
            id={id}
            className="sr"
            type="file"
            tabIndex={-1}
            accept="image/png,image/jpeg,image/webp"
            onChange={onChange}
          />
          <span className="row gap8">
            <Button size="small" disabled={logo.isPending} onClick={() => input.current?.click()}>
              {path === undefined ? texts.upload : texts.replace}
            </Button>
            {path !== undefined && (
              <Button size="small" disabled={logo.isPending} onClick={logo.remove}>
                {texts.remove}
              </Button>
            )}
          </span>
          <p className="hint">{texts.logoHint}</p>
          {logo.fault && (
            <p className="error" role="alert">
              {texts[logo.fault]}
            </p>
          )}
          <Refusal error={logo.error} />
        </>
      )}
    </div>
  )
}

function useLogo() {
  const texts = siteTexts.use().look
  const toast = useToast()
  const put = useChange('POST /api/operator/site/logo', stale)
  const removal = useChange('DELETE /api/operator/site/logo', stale)
  const [fault, setFault] = useState<'tooLarge' | 'unreadable'>()
  const done = { onSuccess: () => toast.success(texts.logoDone) }
  return {
    async upload(file: File) {
      const read = await readFile(file)
      setFault(typeof read === 'string' ? read : undefined)
      if (typeof read !== 'string') put.mutate({ body: { file: read.content } }, done)
    },
    remove: () => removal.mutate({}, done),
    isPending: put.isPending || removal.isPending,
    error: put.error ?? removal.error,
    fault,
  }
}
