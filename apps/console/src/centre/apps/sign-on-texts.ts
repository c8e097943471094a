import { defineTexts } from '@loggia/ui'

/** The addresses with which the program of an app signs people on. */
export const signOnTexts = defineTexts(
  {
    title: '登录接口地址',
    names: {
      unified: '统一登录页',
      authorize: '授权接口',
      token: '令牌接口',
      userinfo: '用户信息接口',
      logout: '退出登录',
      metadata: 'OpenID Connect 配置',
      casServer: 'CAS 服务地址',
      casLogin: '登录',
      casValidate: '票据校验',
      samlMetadata: '元数据（也是企业的实体 ID）',
      samlRequests: '接收登录请求（重定向或 POST）',
    },
    ofSeller: '您登录页上的按钮指向统一登录页，所有企业相同。',
    after: {
      oauth2: '登录后浏览器打开回调地址，您的服务器再向企业登录域名换取令牌。',
      sdk: '登录后浏览器打开回调地址，您的服务器再向企业登录域名换取令牌。',
      cas: '登录后浏览器带票据打开回调地址，您的服务器再向企业登录域名校验票据。',
      saml2: '登录后浏览器将响应 POST 到回调地址，此地址也是您应用的实体 ID。',
    },
    ofTest: '以下为测试企业的地址。每家客户的企业登录域名不同，同步企业时作为 domainName 传给您的服务器。',
    ofBuyer: '商家的应用通过这些地址登录您的企业人员，排查问题时可提供给商家。',
  },
  {
    title: 'Sign-in addresses',
    names: {
      unified: 'Unified sign-in page',
      authorize: 'Authorisation',
      token: 'Tokens',
      userinfo: 'User info',
      logout: 'Sign-out',
      metadata: 'OpenID Connect metadata',
      casServer: 'CAS server',
      casLogin: 'Sign-in',
      casValidate: 'Ticket validation',
      samlMetadata: 'Metadata, and entity ID of the company',
      samlRequests: 'Sign-in requests, by redirect or POST',
    },
    ofSeller:
      'The button on your sign-in page leads to the unified sign-in page, which is the same for every company.',
    after: {
      oauth2:
        'The browser then opens your callback address, and your server gets its tokens from the sign-in domain of the company.',
      sdk: 'The browser then opens your callback address, and your server gets its tokens from the sign-in domain of the company.',
      cas: 'The browser then opens your callback address with a ticket, which your server validates at the sign-in domain of the company.',
      saml2:
        'The browser then posts the response to your callback address, which is also the entity ID of your app.',
    },
    ofTest:
      'These are the addresses of the test company. Every customer’s company has its own sign-in domain, which your server receives as domainName when it is told of the company.',
    ofBuyer:
      'The app signs the people of your company in at these addresses. Give them to its seller if there is a problem.',
  },
)
