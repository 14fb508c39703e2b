import assert from "node:assert/strict";
import { test } from "node:test";
import { dimonaInBlock, document, form } from "../../../test/dimona-file.ts";
import { fileScene, senderNumber } from "../../../test/dimona-file-scene.ts";

test("days at the ends of the calendar are refused by their rules", async (t) => {
  const scene = await fileScene(t);
  const ends = ["0001-01-01", "0001-01-05", "1919-12-31", "9999-12-27", "9999-12-30", "9999-12-31"];
  const types = ["OTH", "STU", "FLX", "EXT", "O17", "T17", "IVT"];
  const blocks = types.flatMap((type) =>
    ends.flatMap((end) => [
      dimonaInBlock({ from: end, type }),
      dimonaInBlock({ from: end, to: end, type }),
      dimonaInBlock({ from: "2026-07-01", to: end, type }),
    ]),
  );
  scene.drop(`DMPI.${senderNumber}.20260625.00001.R.1.1`, document(blocks.map((block) => form(block))));
  const notification = (await scene.answers()).get(`FO.NOTI.${senderNumber}.20260625.00001.R.1.1`) ?? "";
  assert.equal(notification.split("<ResultCode>0</ResultCode>").length - 1, blocks.length);
});
