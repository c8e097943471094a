import type { DocumentEntry, DocumentGroup, PageData } from '@loggia/protocol/console'
import { Icon, useLanguage } from '@loggia/ui'
import { useFrame } from '../frame.tsx'
import { paths } from '../links.ts'
import { StaticMain } from '../static-main.tsx'
import { CodeBlock } from './code-block.tsx'
import { developersTexts } from './texts.ts'

type DevelopersData = Extract<PageData, { route: 'developers' }>

/** Where developers of sellers begin: guides, protocols, the kit, the command line and the API. */
export function DevelopersPage({ page }: { readonly page: DevelopersData }) {
  const texts = developersTexts.use()
  const { documents } = page
  const has = (path: string): boolean => documents.some((one) => one.path === path)
  return (
    <StaticMain>
      <main id="main" className="wrap devs">
        <header className="devs__head">
          <h1>{texts.title}</h1>
          <p>{texts.lead}</p>
          <div className="row row--wrap">
            {has(paths.document('guides/integrate-in-ten-minutes')) && (
              <a className="btn btn--primary" href={paths.document('guides/integrate-in-ten-minutes')}>
                {texts.begin}
              </a>
            )}
            <a className="btn" href={paths.apiDocs}>
              {texts.apiDocs}
            </a>
            <a className="btn" href={paths.sell}>
              {texts.sell}
            </a>
          </div>
        </header>
        {documents.length > 0 && <Guides documents={documents} />}
        <Protocols has={has} />
        <Kit page={page} has={has} />
        <Commands has={has} />
        <Interfaces />
      </main>
    </StaticMain>
  )
}

type Has = { readonly has: (path: string) => boolean }

const guideGroups: readonly DocumentGroup[] = ['start', 'sell', 'companies', 'operate']

function Guides({ documents }: { readonly documents: readonly DocumentEntry[] }) {
  const texts = developersTexts.use()
  const language = useLanguage()
  return (
    <section aria-labelledby="guides">
      <h2 id="guides">{texts.guides}</h2>
      <p className="dim">{texts.guidesLead}</p>
      <div className="devs__groups">
        {guideGroups.map((group) => (
          <div key={group}>
            <h3>{texts.groups[group]}</h3>
            <ul>
              {documents
                .filter((one) => one.group === group)
                .map((one) => (
                  <li key={one.path}>
                    <a href={one.path} lang={one.language === language ? undefined : one.language}>
                      {one.title}
                    </a>
                  </li>
                ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  )
}

const specs = [
  ['saasV2', 'spec/saas-v2'],
  ['saasV1', 'spec/saas-v1'],
  ['license', 'spec/license'],
  ['orders', 'spec/order-notification'],
  ['openApis', 'spec/open-apis'],
  ['kit', 'spec/joint-kit'],
  ['scim', 'spec/scim'],
  ['signOn', 'spec/sign-on'],
  ['saml', 'spec/sign-on-saml'],
] as const

function Protocols({ has }: Has) {
  const texts = developersTexts.use()
  return (
    <section aria-labelledby="protocols">
      <h2 id="protocols">{texts.protocols}</h2>
      <p className="dim">{texts.protocolsLead}</p>
      <dl className="devs__specs">
        {specs.map(([name, place]) => (
          <div key={name}>
            <dt>{texts.specs[name].name}</dt>
            <dd>
              <span>{texts.specs[name].use}</span>
              {has(paths.document(place)) && (
                <a href={paths.document(place)} aria-label={texts.specOf(texts.specs[name].name)}>
                  {texts.spec}
                  <Icon name="chevron-right" size={16} />
                </a>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Kit({ page: { kitVersion, example }, has }: { readonly page: DevelopersData } & Has) {
  const texts = developersTexts.use()
  const { origin } = useFrame()
  if (kitVersion === undefined && example === undefined) return null
  return (
    <section aria-labelledby="kit">
      <h2 id="kit">{texts.kit}</h2>
      <p className="dim">{texts.kitLead}</p>
      <div className="devs__kit">
        {kitVersion !== undefined && (
          <div>
            <h3>{texts.kitInstall}</h3>
            <CodeBlock text={`npm install ${origin}/kit/loggia-seller-${kitVersion}.tgz`} />
            <CodeBlock text={`npm install --save-dev ${origin}/kit/loggia-cli-${kitVersion}.tgz`} />
            <p className="t13 dim">{texts.kitNeeds}</p>
            {has(paths.document('reference/seller-kit')) && (
              <a className="link" href={paths.document('reference/seller-kit')}>
                {texts.kitMore}
              </a>
            )}
          </div>
        )}
        {example && (
          <div>
            <h3>{texts.kitExample}</h3>
            <CodeBlock text={example.text} file={example.file} />
          </div>
        )}
      </div>
    </section>
  )
}

const commands = [
  ['check', 'npx loggia check http://127.0.0.1:8090/saas --protocol saas-v2', 'reference/conformance'],
  ['emulate', 'npx loggia emulate --seller http://127.0.0.1:8090/saas', 'guides/test-with-the-emulator'],
  ['diagnose', 'npx loggia diagnose --help', 'reference/diagnosis'],
] as const

function Commands({ has }: Has) {
  const texts = developersTexts.use()
  return (
    <section aria-labelledby="commands">
      <h2 id="commands">{texts.commands}</h2>
      <p className="dim">{texts.commandsLead}</p>
      <div className="devs__commands">
        {commands.map(([name, line, place]) => (
          <div key={name}>
            <h3 className="mono">
              {has(paths.document(place)) ? <a href={paths.document(place)}>{name}</a> : name}
            </h3>
            <p>{texts.command[name]}</p>
            <CodeBlock text={line} />
          </div>
        ))}
      </div>
      {has(paths.document('reference/command-line')) && (
        <a className="link" href={paths.document('reference/command-line')}>
          {texts.commandMore}
        </a>
      )}
    </section>
  )
}

function Interfaces() {
  const texts = developersTexts.use()
  return (
    <section aria-labelledby="interfaces">
      <h2 id="interfaces">{texts.interfaces}</h2>
      <p className="dim">{texts.interfacesLead}</p>
      <div className="row row--wrap">
        <a href={paths.apiDocs}>{texts.apiDocs}</a>
        <a href={paths.openApi}>{texts.openApi}</a>
        <a href={paths.apiProblems}>{texts.problems}</a>
      </div>
    </section>
  )
}
