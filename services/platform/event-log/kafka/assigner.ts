import kafkajs from 'kafkajs';

const { AssignerProtocol } = kafkajs;

/** What a member tells the leader when it joins. */
export interface MemberClaim {
  readonly memberId: string;
  readonly topics: readonly string[];
  /** Partition numbers it owned, and in which generation; -1 where it owned none. */
  readonly generation: number;
  readonly partitions: readonly number[];
}

/** Every member of a group must speak the same. */
export const PROTOCOL = 'mfawatch-sticky';

/**
 * Who owns which partition numbers; those of all topics go together (partition 3 of one topic lies with partition 3 of the other).
 * Evenly, and otherwise as it was: state need not be restored where nothing had to move. Independent of the order of members.
 */
export function assign(members: readonly MemberClaim[], partitions: number): ReadonlyMap<string, readonly number[]> {
  const sorted = [...members].sort((a, b) => (a.memberId < b.memberId ? -1 : 1));
  const newest = Math.max(...sorted.map(({ generation }) => generation));
  const least = Math.floor(partitions / sorted.length);
  let larger = partitions % sorted.length;
  const free = new Set(Array.from({ length: partitions }, (_, partition) => partition));
  const owned = new Map<string, number[]>();
  // Who has the most keeps the larger shares.
  const byShare = [...sorted].sort((a, b) => b.partitions.length - a.partitions.length);
  for (const [rank, { memberId, generation, partitions: claimed }] of byShare.entries()) {
    const valid = generation === newest ? claimed.filter((partition) => free.has(partition)) : [];
    const most = least + (valid.length > least && larger > 0 ? 1 : 0);
    if (most > least) larger--;
    // What goes is what lies round-robin with others.
    const away = (partition: number): number => (partition % sorted.length === rank ? 0 : 1);
    const kept = valid.sort((a, b) => away(a) - away(b) || a - b).slice(0, most);
    for (const partition of kept) free.delete(partition);
    owned.set(memberId, kept);
  }
  const left = [...free];
  for (const { memberId } of sorted) {
    const mine = owned.get(memberId) ?? [];
    mine.push(...left.splice(0, Math.max(0, least - mine.length)));
  }
  for (const { memberId } of sorted) {
    const mine = owned.get(memberId) ?? [];
    if (mine.length === least) mine.push(...left.splice(0, 1));
  }
  return owned;
}

/** What travels in JoinGroup. */
export function encodeClaim({ topics, generation, partitions }: Omit<MemberClaim, 'memberId'>): Buffer {
  const userData = Buffer.from(JSON.stringify({ generation, partitions }));
  return AssignerProtocol.MemberMetadata.encode({ version: 0, topics: [...topics], userData });
}

/** What cannot be read claims nothing. */
export function decodeClaim(memberId: string, metadata: Buffer): MemberClaim {
  const decoded = AssignerProtocol.MemberMetadata.decode(metadata);
  return { memberId, topics: decoded?.topics ?? [], ...ownedBefore(decoded?.userData) };
}

function ownedBefore(userData: Buffer | undefined): Pick<MemberClaim, 'generation' | 'partitions'> {
  try {
    const { generation, partitions } = JSON.parse(userData?.toString() ?? '') as Partial<MemberClaim>;
    if (typeof generation === 'number' && Array.isArray(partitions)) return { generation, partitions };
  } catch {
    // Another version of this program wrote it: stickiness is a wish, not a need.
  }
  return { generation: -1, partitions: [] };
}
