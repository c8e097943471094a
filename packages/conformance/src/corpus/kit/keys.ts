import { createPrivateKey, createPublicKey } from 'node:crypto'

/** The private key of the sellers of the corpus. It protects nothing. */
export const corpusPrivateKey = createPrivateKey({
  key: [
    'MIIG/QIBADANBgkqhkiG9w0BAQEFAASCBucwggbjAgEAAoIBgQDDzZ/XAUcHI6irqqGikpOk5VGGep20ObCG0St2PqKDexaOFxiv',
    'zbDRA2DRhsHHSP7IpnSbWWy1AuTeh2Crk2VuTcLlyX+JpJAZFhRvzsJWodxz0F8JBbMYwiTJ6uoY3XMIpInCt96RMdtMfKFlADD/',
    'XQtezUlrJBiSvOGiHXKRRAfoo3Ly2Hc9wjLIZiMgp/gJkkxJeSuiP9cCPtuEOUfO7sxpCqfM8Fc1KbcTAwViYGNgzhBmenCWqbcg',
    '26x2hanXpIog6d4bacjHZ43pKy7m5c3X58bCGio93b/kVY/aHBA7zn2P9CISkuF+fWbPc6O7hWEa4N8S+jpr1AwYcRsit1dKugR+',
    'd/2FnkX5JRLu4hAMlhUzDMDFcP7zgQSddbP1iuCwkMCzO8/XFaMsoGGuyicETnZg3fbwFW4ffDaE6eyHF1MDnI+YEVNEeBek0mUy',
    'BZaiwuTTQ5aZqn/kScfuvmrOL26kV8k2mju6ebhZGSemwqN4Oq/r4WgiJvfqjkECAwEAAQKCAYA5JxiMYB2U6mYt8YjrlMBO5fbV',
    'e43z0NEDkSOQCLlUCoYrZHd6vV3qrINCtYRzgI2KEPhBbilKbrVSdQ6VFlmJiF4mx5mYGjZLdEPz3NSiB+36yiwrTIQZ6nVlkNHS',
    '/zS4JZrmgNgQ5o4d9dUAT719lHGgsuhGw0r+7e4obVMHLuXmFGuVkfTATKKZFyMSwaSnWpI08g739Y1zZNibcELTFqYI1Sjkq5Sw',
    '+mOrQ3r7W6o2U/+6gevCNnizORvOnrXRSxn+szRkDl5+/hNDCb3xwXWD6sI/RZ4myK39l+w2TRoaYUBToutVyiBTpHRr8KGAQLJP',
    'ZdZ/BDUi7wVA0Q47doetP6Q3/UloVdyw0t99Dd9flsf3u8stoiU0nWc8QKh44b+35g5fyJZ5mxyh6ND4xqZ9tRpKX3vu5vGZSJAh',
    'IGMyXNmFZ6/fCEdeWX75v52+w1JRefKQZx2kYmYkNVHojw5IBpMnItUttaopCu2yhXnqRZTydj2BF+W5ixvPCgcCgcEA7IqipD6n',
    'o3ze90YDZWNkS+Mo8zy6xUutimeB0Y946fBJINyorCLEueSVZzyUPJ7MAr5v+tYOtw5vVPQGjRE317aZofwVF/iXiGzapJe/S1Rv',
    'rciCcwnBDRqStg1maEBe50HXdRxj51Ef91u/mUsdI3gLfi2X2iPfi0DQRgYFn6X2XJAVWRqXkoTFgU/6hq3JOZJ6YaRYfjVDkwz8',
    'QL6qn+SNV13tcdlhFGhNASM8QaS+DntGDmduagSIcwbBi9j3AoHBANPpEw5obtodqIWTiUg1U8My/cm4CEYCsXMIw3PpYAYG7i6s',
    'IFClwhtgUpx3G5HVbqoMDFLjEAxW55JyXPlr0worAe0U+1zQu1PSJHRH8qMSxQaClXP+6x5lCeOG0ufrVmng8G0FANdOROsqvzHq',
    'grs4voEYZ6S2nwiPXnXY2ryW13MzgGoWn9QIKYvEuXY+ysprdFqYk2FP2CQrgHxfmY1w+2tx+LTi1ogeOMzEmxst7z4FTluGBq4e',
    'tF9coSj8hwKBwQC1qZNXSLc+m/wxNBgPmdHBZmhgxlc6hvB0xyGwa9uU7vF6x3zTFrC3g5Iqgx/lnp9XzCH8JsGOXQur1u3hEUQt',
    '6xL6kLsyeb0HDXKtzc0gcWyDruZgqzEUe0AJiSkJD8bTHIH4cyFW2bsPIet4M3PhdaR9904UPlDEhbZu0NkozzDxzcZXdFDMOiPl',
    'OCNTo8xS5ugObUV5SDbpjKN+pfAsdD8Ixh5BvY0NOz1IjmMMlxVP0eTv0we9bFXO4XVrjekCgcBFOL2g1zxew5FpEOinTcQu31lH',
    'q3YIaJjOmu49zt4vGdR0KoXj0kG176EMu1umJ7IemhDsgn+biEfc7r6wOyiVCbd3WoNBrm2C1AJUeawo2NjDZ6SqX3suUpMIX+JF',
    'H/r6WyAufJPpwQeCSlRqWdCal86jHPW+OGl6wlp45H2PXTbDyu8HuJw9Bu2LWpe6qIhV1wQLFAwQnaRdLFisSA5AxcdbMb+sVuz9',
    'SeIEAbUpC7g66kDOZNmJxz3kaL28RcECgcBD3hU4dtab3d4Q8YlxnsqNtuXMJvlIXEDlgzq5TEpu1HTm9j8V9p8fE9y5V7X73Kim',
    'TxQHi8YiZ0egsBm4PitSia2pEckFIZiur9y3shzkDXDvGcjoAIdJbff6P5gEjPqp1eRuF7oe4YoyT9hLN5DZPa0NWWLWoTGF6uea',
    'd1P3JBOZf2uG4NTzxetzU/90++8ltpzyfNnkdodYJHZhxh9T/XtDW/jLjb5mOz79FMl92MBW461vnLYZyp0rMpwiE/s=',
  ].join(''),
  encoding: 'base64',
  format: 'der',
  type: 'pkcs8',
})

/** The public key of their app credential. */
export const corpusPublicKey = createPublicKey(corpusPrivateKey)
