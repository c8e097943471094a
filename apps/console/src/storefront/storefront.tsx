import type { PageData } from '@loggia/protocol/console'
import type { BrowserPage } from '../page.ts'
import { frameTexts } from '../text/frame.ts'
import { Footer } from './footer.tsx'
import { FrameProvider } from './frame.tsx'
import { Header } from './header.tsx'
import { Home } from './home.tsx'
import { Problem } from './problem.tsx'
import { Product } from './product.tsx'
import { SignIn } from './sign-in.tsx'

/** A page that the server renders whole and the browser continues. */
export type StorefrontPage = Exclude<PageData, { route: 'centre' }>

/** The same tree on the server and in the browser. */
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
      <Header />
      <Content page={page} />
      <Footer />
    </FrameProvider>
  )
}

function Content({ page }: { readonly page: StorefrontPage }) {
  switch (page.route) {
    case 'home':
      return <Home products={page.products} />
    case 'product':
      return <Product product={page.product} />
    case 'sign-in':
      return <SignIn page={page} />
    case 'problem':
      return <Problem page={page} />
  }
}
