import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import {
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const DAY_MS = 86_400_000;

/** A certificate with its key: PEM texts, the key as PKCS 8. */
export interface Issued {
  readonly certificate: string;
  readonly key: string;
}

/** An authority of one spec. */
export interface Authority {
  /** Its own certificate, PEM. */
  readonly certificate: string;
  /** A certificate for a server with these host names or addresses, or for a client where there are none. */
  issue(name: string, ...hosts: readonly string[]): Promise<Issued>;
}

/** Makes an authority that signs certificates of a day: nothing of it outlives the spec. */
export async function newAuthority(name: string): Promise<Authority> {
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    ...validity(),
    name: `CN=${name}`,
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new BasicConstraintsExtension(true, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    ],
  });
  return {
    certificate: certificate.toString('pem'),
    async issue(subject, ...hosts) {
      const own = await newKeys();
      const issued = await X509CertificateGenerator.create({
        ...validity(),
        subject: `CN=${subject}`,
        issuer: certificate.subject,
        publicKey: own.publicKey,
        signingKey: keys.privateKey,
        signingAlgorithm: ALGORITHM,
        extensions: [
          new BasicConstraintsExtension(false),
          ...(hosts.length > 0 ? [new SubjectAlternativeNameExtension(hosts.map(hostOf))] : []),
        ],
      });
      const key = await webcrypto.subtle.exportKey('pkcs8', own.privateKey);
      return { certificate: issued.toString('pem'), key: PemConverter.encode(key, 'PRIVATE KEY') };
    },
  };
}

const newKeys = () => webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);

const validity = () => {
  const now = Date.now();
  return { notBefore: new Date(now - DAY_MS), notAfter: new Date(now + DAY_MS) };
};

const hostOf = (host: string) => ({ type: /^[\d.]+$/.test(host) ? ('ip' as const) : ('dns' as const), value: host });
