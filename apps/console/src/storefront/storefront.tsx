import type { PageData } from '@loggia/protocol/console'
import type { BrowserPage } from '../page.ts'
import { frameTexts } from './frame/texts.ts'
import { Absence } from './frame/absence.tsx'
import { AgreementPage } from './agreement/agreement-page.tsx'
import { Account } from './account/account.tsx'
import { Footer } from './frame/footer.tsx'
import { FrameProvider } from './frame.tsx'
import { Header } from './frame/header.tsx'
import { Home } from './home/home.tsx'
import { LanguageOffer } from './frame/language-offer.tsx'
import { Problem } from './frame/problem.tsx'
import { Product } from './product/product.tsx'
import { Search } from './search/search.tsx'
import { SellerPage } from './seller/seller-page.tsx'
import { Sell } from './sell/sell.tsx'
import { SiteOffer } from './frame/site-offer.tsx'
import { ConfirmEmail } from './entrance/confirm-email.tsx'
import { JoinCompany } from './entrance/join-company.tsx'
import { MailSubscription } from './entrance/mail-subscription.tsx'
import { AcceptInvitation, ResetPassword } from './entrance/reset-password.tsx'
import { SignIn } from './entrance/sign-in.tsx'
import { SignUp } from './entrance/sign-up.tsx'

/** A page that the server renders completely and the browser hydrates. */
export type StorefrontPage = Exclude<PageData, { route: 'centre' }>

/** The component tree, the same on the server and in the browser. */
export function Storefront({
  page,
  frame,
}: {
  readonly page: StorefrontPage
  readonly frame: BrowserPage['frame']
}) {
  const texts = frameTexts.in(frame.language)
  return (
    <FrameProvider frame={frame}>
      <a className="skip" href="#main">
        {texts.skip}
      </a>
      <LanguageOffer />
      <SiteOffer />
      <Header />
      <Content page={page} />
      <Footer />
    </FrameProvider>
  )
}

function Content({ page }: { readonly page: StorefrontPage }) {
  switch (page.route) {
    case 'home':
      return <Home page={page} />
    case 'product':
      return <Product product={page.product} marketTerms={page.marketTerms} />
    case 'absence':
      return <Absence product={page.product} />
    case 'search':
      return <Search page={page} />
    case 'seller':
      return <SellerPage page={page} />
    case 'sign-in':
      return <SignIn page={page} />
    case 'sign-up':
      return <SignUp mode={page.mode} next={page.next} />
    case 'agreement':
      return <AgreementPage page={page} />
    case 'reset-password':
      return <ResetPassword sendsMail={page.sendsMail} />
    case 'accept-invitation':
      return <AcceptInvitation />
    case 'confirm-email':
      return <ConfirmEmail />
    case 'join-company':
      return <JoinCompany />
    case 'mail-subscription':
      return <MailSubscription />
    case 'account':
      return <Account next={page.next} />
    case 'sell':
      return <Sell application={page.application} conditions={page.conditions} />
    case 'problem':
      return <Problem page={page} />
  }
}
