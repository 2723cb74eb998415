import { generate } from 'selfsigned';

export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

export interface Authority {
  readonly cert: string;
  issue(name: string): Promise<Certificate>;
}

const named = (value: string) => [{ name: 'commonName', value }];

/** An authority made on the spot; what it issues holds for 127.0.0.1, as server and as client. */
export const createAuthority = async (name: string): Promise<Authority> => {
  const { cert, private: key } = await generate(named(name), {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, critical: true },
    ],
  });
  return {
    cert,
    issue: async (holder) => {
      const issued = await generate(named(holder), {
        keyType: 'ec',
        algorithm: 'sha256',
        ca: { cert, key },
        extensions: [
          { name: 'basicConstraints', cA: false },
          { name: 'extKeyUsage', serverAuth: true, clientAuth: true },
          { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
        ],
      });
      return { cert: issued.cert, key: issued.private };
    },
  };
};
