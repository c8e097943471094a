import type { Language } from '@loggia/kernel'
import type { PageFrame, RenderPage } from '@loggia/protocol/console'
import { renderToString } from 'react-dom/server'
import { renderCentre } from './centre/render-centre.tsx'
import { renderDocument } from './document.ts'
import { formatAddress, listFilesByLanguage, withPages } from './manifest.ts'
import type { Manifest } from './manifest.ts'
import { Account } from './storefront/account/account.tsx'
import { AgreementPage } from './storefront/agreement/agreement-page.tsx'
import { Checkout, CheckoutSteps } from './storefront/checkout/checkout.tsx'
import { Compare } from './storefront/compare/compare.tsx'
import { DevelopersPage } from './storefront/developers/developers-page.tsx'
import { DocumentPage } from './storefront/developers/document-page.tsx'
import { CompanySignIn } from './storefront/entrance/company-sign-in.tsx'
import { ConfirmEmail } from './storefront/entrance/confirm-email.tsx'
import { JoinCompany } from './storefront/entrance/join-company.tsx'
import { MailSubscription } from './storefront/entrance/mail-subscription.tsx'
import { AcceptInvitation, ResetPassword } from './storefront/entrance/reset-password.tsx'
import { SignIn } from './storefront/entrance/sign-in.tsx'
import { SignUp } from './storefront/entrance/sign-up.tsx'
import { UnifiedLogin } from './storefront/entrance/unified-login.tsx'
import { Absence } from './storefront/frame/absence.tsx'
import { Problem } from './storefront/frame/problem.tsx'
import { Home } from './storefront/home/home.tsx'
import { laterSources } from './storefront/later.ts'
import type { LaterPages } from './storefront/later.ts'
import { MyApps } from './storefront/my-apps/my-apps.tsx'
import { Product } from './storefront/product/product.tsx'
import { Search } from './storefront/search/search.tsx'
import { Sell } from './storefront/sell/sell.tsx'
import { SellerPage } from './storefront/seller/seller-page.tsx'
import { Sellers } from './storefront/sellers/sellers.tsx'
import { Storefront } from './storefront/storefront.tsx'
import type { StorefrontPage } from './storefront/storefront.tsx'

/**
 * Creates the renderer for pages that load the files of this build. The storefront is rendered completely, a page of
 * the centres with the answers that the server reads for it, if it comes with its data.
 */
export function createRenderPage(manifest: Manifest): (...of: Parameters<RenderPage>) => Promise<string> {
  const renderStorefront = createRenderStorefront(manifest)
  const entry = listFilesByLanguage(manifest, 'src/centre/entry-client.tsx')
  return async (page, frame, read, report) => {
    if (page.route !== 'centre') return renderStorefront(page, frame)
    const { savedFilters, ...sent } = page
    const centre = { ...frame, now: page.now }
    const { sources, isWhole, ...rendered } = await renderCentre(centre, { read, report, savedFilters })
    // Only what is whole is read before it is used.
    const { language } = frame
    const starter = isWhole ? findStarter(manifest, language) : undefined
    const files = withPages(entry[language], manifest, { sources, language })
    // The saved filters are sent as an answer.
    return renderDocument({ page: sent, frame, files, ...rendered, starter })
  }
}

const findStarter = (manifest: Manifest, language: Language): string | undefined => {
  const chunk = manifest['src/centre/start-after-paint.ts']
  return chunk && formatAddress(chunk.file, language)
}

const later: Required<Omit<LaterPages, 'CodeMain' | 'StaticMain'>> = {
  Absence,
  AcceptInvitation,
  Account,
  AgreementPage,
  Checkout,
  CheckoutSteps,
  Compare,
  CompanySignIn,
  ConfirmEmail,
  DevelopersPage,
  DocumentPage,
  Home,
  JoinCompany,
  MailSubscription,
  MyApps,
  Problem,
  Product,
  ResetPassword,
  Search,
  Sell,
  SellerPage,
  Sellers,
  SignIn,
  SignUp,
  UnifiedLogin,
}

/** Creates the renderer for the pages of the storefront. */
export function createRenderStorefront(
  manifest: Manifest,
): (page: StorefrontPage, frame: PageFrame) => string {
  const entry = listFilesByLanguage(manifest, 'src/storefront/entry-client.tsx')
  return (page, frame) => {
    const { language } = frame
    const sources = [laterSources[page.route]]
    return renderDocument({
      page,
      frame,
      files: withPages(entry[language], manifest, { sources, language }),
      body: renderToString(<Storefront page={page} frame={frame} later={later} />),
    })
  }
}
