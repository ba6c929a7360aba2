"""The catalogue's values, in the shape of catalogue.schema.json; unknown fields are refused."""

from __future__ import annotations

from typing import Literal

import msgspec


class Coded(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A code of a national table with its Chinese name; codes of different tables are never compared."""

    code: str
    zh: str


class Limit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A time limit; `value` None means the published list has not been loaded yet."""

    value: int | None
    unit: Literal["workday", "calendar_day", "hour", "immediate"]
    provenance: Literal["source", "own", "mixed", "unknown"]
    note: str = ""


class TimeLimits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Statutory and committed limits; both count from acceptance (受理), never from collection."""

    statutory: Limit
    committed: Limit


class ListedMaterial(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One material of an item's list, and every way in which the list lets it be satisfied."""

    id: str
    zh: str
    en: str
    necessity: Coded
    material_type: Coded
    form: Coded
    source_channel: Coded
    originals: int
    copies: int
    ecert_id: str | None
    waivable_by_ecert: bool
    commitment_allowed: bool
    deferral_allowed: bool
    capture: Literal["id_reader", "ss_card_reader", "doc_camera", "face_camera", "qr_scanner", "generated"]
    note: str = ""

    @property
    def mandatory(self) -> bool:
        """Whether the list marks it 1 必要 (2 is 非必要, 3 is 容缺后补)."""
        return self.necessity.code == "1"


class Validation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the list says about a field's value; `le_source` names a table that is not on the terminal."""

    max_length: int | None = None
    charset: str = ""
    note: str = ""
    standard: str = ""
    checksum: str = ""
    options: tuple[str, ...] = ()
    options_source: str = ""
    format: str = ""
    levels: int | None = None
    pattern: str = ""
    columns: tuple[str, ...] = ()
    min_rows: int | None = None
    max_files: int | None = None
    ge: float | None = None
    le: float | None = None
    le_source: str = ""


FieldType = Literal[
    "text", "textarea", "number", "integer", "money", "date", "datetime", "enum", "multi_enum", "boolean",
    "id_number", "mobile", "bank_account", "division", "address", "signature", "photo", "table",
]  # fmt: skip


class ListedField(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One field of an item's form, as the list has it."""

    id: str
    zh: str
    type: FieldType
    required: bool
    validation: Validation
    prefill: Literal[
        "none", "id_card", "second_id_card", "ss_card", "ecert", "shared_data", "profile", "calc", "system"
    ]
    sensitive: bool
    visible_if: str = ""


class ItemName(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The item's official name; Mongolian only where the list has it, with its confidence."""

    zh: str
    en: str
    mn_Mong: str | None
    mn_Mong_confidence: str | None


class Codes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The item's codes (12, 31 and 33 characters; always text, never numbers)."""

    basic_code: str
    implementation_code: str
    handling_item_code: str
    is_sample: bool
    structure: str


class Fee(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whether a fee is charged (None: not known yet) and the words for it."""

    charged: bool | None
    amount: str
    basis: str


class Result(msgspec.Struct, frozen=True):
    """What the person gets in the end, and how."""

    name: str
    delivery: str
    needs_pickup: bool


class KioskProfile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a terminal may offer the item."""

    mode: Literal["instant", "apply", "query_print", "pay", "guide"]
    offline: Literal["complete_offline", "queue", "cached", "online_only"]
    design_target_minutes: int
    devices: tuple[str, ...]


class Proxy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whether someone else may apply for the person, who, and with which papers."""

    allowed: bool
    who: str
    requires: tuple[str, ...]


class Allowance(msgspec.Struct, frozen=True):
    """Whether commitment (告知承诺) or deferral (容缺) exists for the item at all."""

    allowed: bool
    note: str | None


class Provenance(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a claim of the sample list comes from."""

    claim: str
    tag: str
    ref: str = ""


class ServiceItem(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One service item (政务服务事项) with its implementation list (实施清单)."""

    id: str
    no: int
    fidelity: Literal["full", "light"]
    codes: Codes
    name: ItemName
    theme: str
    type: Coded
    level: Coded
    accept_at: tuple[Coded, ...]
    service_object: tuple[str, ...]
    authority: str
    legal_basis: tuple[str, ...]
    conditions: tuple[str, ...]
    time_limits: TimeLimits
    project_type: Coded
    fee: Fee
    result: Result
    onsite_visits: int
    materials: tuple[ListedMaterial, ...]
    form_fields: tuple[ListedField, ...]
    kiosk: KioskProfile
    channels: tuple[str, ...]
    cross_region: str
    proxy: Proxy
    commitment: Allowance
    deferral: Allowance
    review_points: tuple[str, ...]
    provenance: tuple[Provenance, ...]


class Division(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A city, banner or county with its 12-digit statistical division code."""

    code12: str
    zh: str
    en: str
    mn_Mong: str | None
    mn_Mong_provenance: str


class Authority(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body that decides an item."""

    id: str
    zh: str
    en: str
    dept_segment: str
    dept_segment_verified: bool
    sample_uscc: str


class Certificate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An e-certificate that can stand in for a paper (免证办)."""

    id: str
    zh: str
    en: str
    source_dept: str


class Catalogue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One version of the whole list."""

    meta: dict[str, msgspec.Raw]
    divisions: tuple[Division, ...]
    authorities: tuple[Authority, ...]
    common_materials: tuple[ListedMaterial, ...]
    certificates: tuple[Certificate, ...]
    items: tuple[ServiceItem, ...]
    schema_: str = msgspec.field(name="$schema", default="")

    @property
    def version(self) -> str:
        """The list's version, kept with every application made under it."""
        return msgspec.json.decode(self.meta["version"], type=str)

    def item(self, item_id: str) -> ServiceItem:
        """The item with this id; KeyError when the list has none."""
        found = next((item for item in self.items if item.id == item_id), None)
        if found is None:
            raise KeyError(item_id)
        return found

    def authority_name(self, authority_id: str) -> str:
        """The Chinese name of the deciding body."""
        return next((body.zh for body in self.authorities if body.id == authority_id), authority_id)
