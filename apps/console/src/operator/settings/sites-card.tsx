import { Button, EmptyArch, useLanguage, useText, useToast } from '@loggia/ui'
import { useId, useState } from 'react'
import { useRead } from '../../centre/api.ts'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { Card } from '../../centre/parts/page.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { SiteDialog, useSaveSites } from './site-dialog.tsx'
import { removeSite } from './site-form.ts'
import type { Site, Sites } from './site-form.ts'
import { siteTexts } from './site-texts.ts'

/** A site in the dialog; none is a new one. */
type Edited = { readonly site?: Site }

/** R9: the sites of the marketplace, and which of them this one is. */
export function SitesCard() {
  const texts = siteTexts.use().sites
  const list = useRead('GET /api/operator/site', {}).data?.sites
  const mayChange = useMayAsk('PUT /api/operator/sites', 'main')
  const [edited, setEdited] = useState<Edited>()
  const [removed, setRemoved] = useState<Site>()
  return (
    <Card
      id={useId()}
      title={texts.title}
      beside={<span className="t13 faint">{texts.note}</span>}
      end={
        mayChange && (
          <Button disabled={!list} onClick={() => setEdited({})}>
            {texts.add}
          </Button>
        )
      }
      bare
    >
      {list?.sites.length === 0 && <EmptyArch title={texts.empty.title} text={texts.empty.text} />}
      {list && list.sites.length > 0 && (
        <Table
          list={list}
          mayChange={mayChange}
          onEdit={(site) => setEdited({ site })}
          onRemove={setRemoved}
        />
      )}
      {list && edited && <SiteDialog list={list} site={edited.site} onClose={() => setEdited(undefined)} />}
      {list && removed && <Removal list={list} site={removed} onClose={() => setRemoved(undefined)} />}
    </Card>
  )
}

type OfTable = {
  readonly list: Sites
  readonly mayChange: boolean
  onEdit(site: Site): void
  onRemove(site: Site): void
}

function Table(props: OfTable) {
  const { columns } = siteTexts.use().sites
  return (
    <table className="table rows">
      <thead>
        <tr>
          <th scope="col">{columns.name}</th>
          <th scope="col">{columns.url}</th>
          <th scope="col">{columns.countries}</th>
          <th scope="col">{columns.languages}</th>
          {props.mayChange && (
            <th scope="col" className="n">
              {columns.acts}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {props.list.sites.map((site) => (
          <Row key={site.code} {...props} site={site} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ site, list, mayChange, onEdit, onRemove }: OfTable & { readonly site: Site }) {
  const texts = siteTexts.use()
  const { columns } = texts.sites
  const name = useText()(site.name)
  const language = useLanguage()
  const regions = new Intl.DisplayNames(language, { type: 'region' })
  const countries = site.countries.map((code) => regions.of(code) ?? code)
  return (
    <tr>
      <td className="rows__head">
        <b className="strong">{name}</b> <span className="mono faint">{site.code}</span>{' '}
        {site.code === list.current && <span className="tag">{texts.sites.current}</span>}
      </td>
      <td data-label={columns.url} className="mono wire-id">
        {site.url}
      </td>
      <td data-label={columns.countries}>
        {countries.length === 0 ? (
          <span className="faint">{texts.sites.anywhere}</span>
        ) : (
          new Intl.ListFormat(language, { type: 'conjunction' }).format(countries)
        )}
      </td>
      <td data-label={columns.languages}>{site.languages.map((one) => texts.languages[one]).join(' · ')}</td>
      {mayChange && (
        <td data-label={columns.acts} className="n">
          <span className="acts">
            <button
              className="link"
              type="button"
              aria-label={texts.sites.editOf(name)}
              onClick={() => onEdit(site)}
            >
              {texts.sites.edit}
            </button>
            <button
              className="link"
              type="button"
              aria-label={texts.sites.removeOf(name)}
              onClick={() => onRemove(site)}
            >
              {texts.sites.remove}
            </button>
          </span>
        </td>
      )}
    </tr>
  )
}

function Removal({ list, site, onClose }: { readonly list: Sites; readonly site: Site; onClose(): void }) {
  const texts = siteTexts.use().removal
  const name = useText()(site.name)
  const toast = useToast()
  const { change, save } = useSaveSites(list, () => {
    toast.success(texts.done)
    onClose()
  })
  return (
    <DecisionDialog
      texts={texts}
      act={texts.act}
      change={change}
      danger
      onClose={onClose}
      onAct={() => save(removeSite(list, site.code))}
    >
      <p>
        <b className="strong">{name}</b>
      </p>
      <p className="t13 dim">{site.code === list.current ? texts.currentText : texts.text}</p>
    </DecisionDialog>
  )
}
