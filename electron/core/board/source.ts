import type { BoardNews } from '../../../shared/domain/board/board.ts';

/** Where whatever knows something of people and calls tells it: the port of a source of the board. */
export type BoardTeller = (news: readonly BoardNews[]) => void;
