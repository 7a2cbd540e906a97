import { Injectable } from '@nestjs/common';
import { believed, differences, type Believed, type ViewSaid } from '@concord/service';
import {
  AuditedServices,
  NoAnswer,
  repeatedOf,
  type DeclaredFact,
  type DeclaredMirror,
  type Part,
  type Repeated,
} from '../audit/audited-services.gateway';

/** All questions together take no longer. */
const WITHIN_MS = 1_800;
/** A service that takes longer to one question does not answer. */
const ANSWER_MS = 700;
/** What services declare changes only with their versions. */
const DECLARED_MS = 60_000;

type Declared = Awaited<ReturnType<AuditedServices['declaredBy']>>;

/** What the owner of a fact and its mirrors are asked for. */
interface Questions {
  readonly at: { readonly at: string };
  readonly asked: Readonly<Record<string, string>>;
}

/** What all services say of one SKU or order. */
export interface Asked {
  readonly items: readonly Believed[];
  /** Services that did not answer: what they believe is missing. */
  readonly unreachable: readonly string[];
}

/** Asks all services, live, what they believe of one SKU or order. */
@Injectable()
export class Beliefs {
  private readonly declared = new Map<string, { readonly parts: Declared; readonly at: number }>();

  constructor(private readonly services: AuditedServices) {}

  async about(subject: 'sku' | 'order', id: string): Promise<Asked> {
    const until = Date.now() + WITHIN_MS;
    const unreachable = new Set<string>();
    const facts = (await this.facts(unreachable)).filter(({ fact }) => fact.about.includes(subject));
    const items = await Promise.all(facts.map((repeated) => this.askAll(repeated, subject, id, until, unreachable)));
    return { items: items.flat(), unreachable: [...unreachable].sort() };
  }

  /** What each service declares, as far as it answers or has answered before. */
  private async facts(unreachable: Set<string>): Promise<readonly Repeated[]> {
    const parts = await Promise.all(
      this.services.names.map(async (name) => {
        const known = this.declared.get(name);
        if (known && Date.now() - known.at < DECLARED_MS) return [[name, known.parts] as const];
        const told = await this.services.declaredBy(name, ANSWER_MS).catch(() => undefined);
        if (told) this.declared.set(name, { parts: told, at: Date.now() });
        else unreachable.add(name);
        const last = told ?? known?.parts;
        return last ? [[name, last] as const] : [];
      }),
    );
    const declared = new Map(parts.flat());
    // A view whose owner has never answered cannot be compared with anything.
    const owned = new Set([...declared.values()].flatMap(({ facts }) => facts.map(({ name }) => name)));
    return repeatedOf(
      new Map(
        [...declared].map(([name, { facts, mirrors }]) => [
          name,
          { facts, mirrors: mirrors.filter(({ of }) => owned.has(of)) },
        ]),
      ),
    );
  }

  private async askAll(
    { fact, mirrors }: Repeated,
    subject: 'sku' | 'order',
    id: string,
    until: number,
    unreachable: Set<string>,
  ): Promise<readonly Believed[]> {
    const asked = { [subject]: id };
    const owner = await this.answered(this.services.factRows(fact, asked, ANSWER_MS), unreachable);
    if (!owner) return [];
    const places = [...new Set(owner.items.map(({ at }) => at))];
    const at = { at: (places.length > 0 ? places : [id]).join('\n') };
    const views = await Promise.all(
      mirrors.map((mirror) => this.askView(mirror, fact, owner, { at, asked }, until, unreachable)),
    );
    const said = views.filter((view) => view !== undefined);
    return believed({ ...fact, items: owner.items }, said);
  }

  private async askView(
    mirror: DeclaredMirror,
    fact: DeclaredFact,
    owner: Part,
    { at, asked }: Questions,
    until: number,
    unreachable: Set<string>,
  ): Promise<ViewSaid | undefined> {
    const first = await this.answered(this.services.mirrorRows(mirror, fact, at, ANSWER_MS), unreachable);
    if (!first) return undefined;
    const differing = differences(owner.items, first.items, fact.absent).map(({ key }) => key);
    const stuck = differing.length > 0 ? await this.stuckKeys(mirror, fact, owner, { at, asked }, until) : new Set();
    const moving = new Set(differing.filter((key) => !stuck.has(key)));
    return { service: mirror.service, view: mirror.view, items: first.items, moving };
  }

  /**
   * The keys that differ although the view has applied all that the owner had written, and the fact is as it was. Nothing
   * where the view does not get that far in time: all is on its way then.
   */
  private async stuckKeys(
    mirror: DeclaredMirror,
    fact: DeclaredFact,
    owner: Part,
    { at, asked }: Questions,
    until: number,
  ): Promise<ReadonlySet<string>> {
    const inTime = <T>(ask: (withinMs: number) => Promise<T>) => ask(Math.max(1, until - Date.now())).catch(unanswered);
    const after = await inTime((ms) => this.services.mirrorRows(mirror, fact, at, ms, owner));
    if (!after) return new Set();
    const still = differences(owner.items, after.items, fact.absent);
    const again = still.length > 0 ? await inTime((ms) => this.services.factRows(fact, asked, ms)) : undefined;
    if (!again) return new Set();
    const changed = new Set(differences(owner.items, again.items, fact.absent).map(({ key }) => key));
    return new Set(still.map(({ key }) => key).filter((key) => !changed.has(key)));
  }

  private async answered(part: Promise<Part>, unreachable: Set<string>): Promise<Part | undefined> {
    return part.catch((error: unknown) => {
      if (error instanceof NoAnswer) unreachable.add(error.service);
      return unanswered(error);
    });
  }
}

function unanswered(error: unknown): undefined {
  if (!(error instanceof NoAnswer)) throw error;
}
