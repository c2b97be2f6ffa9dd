"""How English texts control the price at which a dealer sells, and how they say that nobody does (reference 0.1, F.4, 0b Law)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from toolkit.topics.contract.rules.lint.matching import built
from toolkit.topics.contract.rules.lint.price import Control, Grammar

_C = "[^;.]"
_OURS = "(?:party a|the (?:company|supplier|manufacturer|brand|principal|vendor)|us|we|the manufacturer|headquarters|head office|our company)"
_DEALER = "(?:party b|(?:sub-)?dealers?|distributors?|re-?sellers?|retailers?|outlets?|stores?|shops?|you|agents?)"
_KIND = (
    "(?:re-?sale|re-?sell(?:ing)?|selling|sales?|retail|street|shelf|sticker|consumer|end-?user|outlet|store|market|advertised|online|checkout"
    "|promotional?|final|customer)"
)
_SET = "(?:suggested|recommended|advised|guide(?:line)?|indicative|list|minimum|min|lowest|floor|fixed|uniform|official|prescribed|specified|stated|published|agreed|set|standard|company|listed)"
_PRICE = f"(?:(?:{_KIND}|{_SET})(?:[- ](?:\\w+[- ]){{0,2}}|[- ])pric(?:es?|ing)|\\bmsrp\\b|\\brrp\\b|\\bmap\\b|pric(?:es?|ing) (?:floor|list|policy|policies|order|system|discipline|level|stability)|the suggest(?:ion|ed))"
_SYSTEM = "(?:pric(?:e|es|ing)[- ](?:order|policy|policies|discipline|system|stability|floor|level|structure|rules?)|market prices?|price maintenance)"
_BELOW = (
    "(?:below|under(?! (?:the|this) (?:contract|agreement))|beneath|lower than|less than|cheaper than|undercut\\w*)"
)
_DUTY = "(?:shall|must|may only|can only|has to|have to|is to|are to|will|undertakes? to|agrees? to|promises? to|is obliged to|are obliged to|only)"
_NEVER = "(?:shall not|must not|may not|can ?not|will not|should not|is not to|are not to|never|no|not)"
_FINE = (
    "(?:fine|penalt|deduct|forfeit|suspen|stop|withh|terminat|lose|loses|loss|refus|revok|cancel|cut off|warn|sanction|punish|bonus|reward|rebate|receive no|no longer"
    "|points|breach|liab|damages|supply cut)"
)

_CUTS = "(?:(?:low|cut|dumping|knock-down|bargain)[- ]pric\\w*|price[- ]cut\\w*|undercut\\w*|discounting|discounts? (?:our|the) \\w+|prices? (?:is|are) too low|(?:sell|selling|sold) cheap\\w*|(?:lower|reduce|cut)s? (?:its|the|their) (?:re-?sale |retail |selling |shelf )?prices?)"

OTHER = built(
    "(?:suppl(?:y|ied)|purchas(?:e|ing)|buying|buy-back|transfer|ex-?works|factory|procurement|invoice|cost|net supply|actual purchase) pric(?:es?|ing)(?: lists?)?"
    "|price (?:protection|law|reduction of|list of supply)|prime rate"
    "|(?:competitors?'?s?|other brands'?|competing) (?:\\w+ )?prices?"
)
EASINGS: Mapping[str, re.Pattern[str]] = {
    "not_asked": built(
        "(?:not|never|nor|neither|nobody|no one|without|cannot|no) (?:\\w+ ){0,3}(?:require|requires|required|oblige[ds]?|force[ds]?|ask(?:s|ed)?|bound|have to|need(?: to)?|interfer\\w*|influence|restrict|limit|expect\\w*|obligation|duty|talk|look\\w*)\\b[^;.]*«"
        "|(?:not|never|nor|no|neither)(?: \\w+){0,2} (?:fix|set|sets|fixes|prescribe|dictate|determine|control|monitor|collect|follow|asked)\\w*[^;.]{0,30}«"
    ),
    "own": built(
        "(?:itself|themselves|its own|their own|own (?:resale |selling |retail )?prices|free(?:ly)? to|independent(?:ly)?|for reference|suggestions? only|not binding|non-binding)"
    ),
    "own_before": built("(?:itself|its own|their own|free(?:ly)? to|independent(?:ly)?|may|can)(?: \\w+){0,2} «"),
    "by_dealer": built(
        "»[^;.]{0,30}(?:by (?:party b|the dealers?|each dealer|the outlet)|party b alone|itself|themselves)"
    ),
    "negated": built("(?:not|never|nor|neither|no|nobody|without|nothing)(?: \\w+){0,6} «"),
    "nothing_follows": built(
        "»[^;.]*(?:is not a breach|not (?:be )?(?:punish|penali[sz]|deduct|reduc|affect|a breach|lead|change|matter)|no (?:effect|consequence|influence|penalty)|same|as usual|keeps? (?:all )?(?:its|their)|still receives?|remains? entitled)"
    ),
    "whether": built(
        "(?:even if|whether or not|regardless|irrespective|no matter|not because|nor because|never because)[^;.]*«|«[^;.]*»[^;.]*(?:regardless|no matter)"
    ),
    "void": built(
        "(?:requires?|required|requiring|that asks?|demands?)[^;.]*«.*»[^;.]*(?:is void|are void|invalid|no effect|may refuse|may report)"
    ),
    "nothing_to_do": built(
        "(?:nothing to do with|not depend on|do not depend|does not depend|not linked to|independent of|unrelated to|no indicator)[^;.]*«"
    ),
    "permitted": built("(?:\\bmay\\b|\\bcan\\b|free to)(?! not| only)(?: \\w+){0,2} «"),
    "not_because": built("(?:not|never|nor)(?: \\w+){0,6} because[^;.]*«"),
}
_FREE = ("not_asked", "nothing_to_do", "whether", "void", "not_because")
CONTROLS: tuple[Control, ...] = (
    Control(
        "floor",
        built(
            f"{_NEVER}\\b(?:(?!because){_C}){{0,40}}{_BELOW}{_C}{{0,24}}(?:pric|\\bmsrp|\\brrp|\\blist\\b|other dealers|the recommended)"
        ),
        (*_FREE, "nothing_follows"),
    ),
    Control(
        "floor",
        built(
            f"{_PRICE} (?:\\w+ ){{0,4}}(?:not|never|no) (?:\\w+ ){{0,2}}(?:less|lower|below)|at or above{_C}{{0,20}}pric|at least the{_C}{{0,20}}pric"
        ),
        _FREE,
    ),
    Control(
        "floor",
        built("(?:minimum|lowest|floor) (?:\\w+ )?(?:resale|retail|selling|advertised|sales) prices?|price floor"),
        (*_FREE, "negated"),
    ),
    Control(
        "sold_at",
        built(
            f"(?:sell\\w*|sold|offer\\w*|market\\w*)\\b{_C}{{0,30}}\\b(?:at|for)\\b{_C}{{0,30}}(?:prices? (?:set|fixed|given|laid|prescribed|stated|determined|published|notified|issued|agreed|in)|(?:prescribed|set|fixed|stated|uniform|specified|official) (?:\\w+ )?prices?)"
        ),
        (*_FREE, "negated", "own_before"),
    ),
    Control(
        "sold_at",
        built(f"{_DUTY}\\b{_C}{{0,30}}(?:sell|sold|offer|apply|charge|use)\\b{_C}{{0,30}}{_PRICE}"),
        (*_FREE, "negated"),
    ),
    Control(
        "set",
        built(
            f"prices? (?:to|for) (?:consumers|customers|end users){_C}{{0,16}}(?:shall be|must be|are to be|is to be|will be) (?:those|the|as)"
        ),
        (*_FREE, "negated"),
    ),
    Control(
        "amount",
        built(
            f"{_DEALER} (?:shall|must|will|has to|have to) (?:price|sell)\\b{_C}{{0,24}} (?:at|for) (?:cny|rmb|¥|\\d)"
        ),
        (*_FREE, "negated"),
    ),
    Control(
        "set",
        built(
            f"{_PRICE}{_C}{{0,30}}(?:is|are|be|being)? ?(?:fixed|set|determined|decided|approved|dictated|prescribed|specified|laid down|agreed|cleared) (?:by|with) {_OURS}"
        ),
        (*_FREE, "negated"),
    ),
    Control(
        "set",
        built(
            f"{_OURS} (?:fixes|sets|determines|decides|prescribes|approves|dictates|specifies){_C}{{0,20}}(?:re-?sale|retail|selling|shelf|street) pric"
        ),
        (*_FREE, "negated"),
    ),
    Control(
        "approval",
        built(
            f"(?:pric(?:e|es|ing)|discounts?|price cuts?){_C}{{0,40}}(?:requires?|needs?|subject to|with|without){_C}{{0,20}}(?:approval|consent|permission)"
        ),
        (*_FREE, "own"),
    ),
    Control(
        "kept",
        built(
            f"(?:maintain|uphold|stabili[sz]|protect|preserv|defend|safeguard|keep|hold)\\w*\\b (?:\\w+ ){{0,3}}(?:{_SYSTEM}|{_PRICE}|prices)(?: stable| up)?"
        ),
        (*_FREE, "negated"),
    ),
    Control(
        "kept",
        built(
            f"(?:adher|compl|conform|keep|stick|abid|follow|observ|respect|enforc|implement|honou?r)\\w*\\b (?:strictly )?(?:to |with |by )?{_C}{{0,20}}(?:{_SYSTEM}|{_PRICE})"
        ),
        (*_FREE, "negated"),
    ),
    Control(
        "kept_later",
        built(
            f"{_DUTY} (?:strictly )?(?:follow|observe|keep to|respect|comply with|adhere to) (?:them|it|these|those)\\b"
        ),
        _FREE,
    ),
    Control(
        "broken",
        built(f"(?:break|breach|violat|disturb|disrupt|disregard|ignor)\\w*\\b (?:\\w+ ){{0,3}}(?:{_SYSTEM}|{_PRICE})"),
        _FREE,
    ),
    Control(
        "below",
        built(
            f"(?:sell|sold|sale|offer|advertis|go|fall|pric)\\w*\\b{_C}{{0,24}}\\b{_BELOW} (?:\\w+ ){{0,3}}(?:pric|msrp|rrp|map\\b|list\\b|it\\b)"
        ),
        (*_FREE, "permitted", "nothing_follows"),
    ),
    Control("low", built(f"{_CUTS}{_C}{{0,40}}{_FINE}|{_FINE}{_C}{{0,40}}{_CUTS}"), (*_FREE, "nothing_follows")),
    Control(
        "binding",
        built(
            "(?:pric\\w* (?:guidelines?|guidance|recommendations?|suggestions?)|suggested prices?) (?:is|are) (?:mandatory|binding|compulsory|obligatory)"
        ),
        (*_FREE, "negated"),
    ),
    Control(
        "match",
        built(
            f"{_KIND} (?:\\w+ )?prices? {_C}{{0,20}}(?:has to|have to|must|shall)(?: not)? (?:match|equal|be the same|follow|be in line|differ)|hold the line on pric"
        ),
        (*_FREE, "negated"),
    ),
    Control(
        "discount",
        built(
            f"(?:{_NEVER} (?:\\w+ ){{0,3}}(?:discounts?|price cuts?|lower (?:its|the|their) (?:resale|retail|selling) price)|(?:discounting|price cuts?|price cutting|discounts?){_C}{{0,30}}(?:prohibited|forbidden|not allowed|banned|not permitted))"
        ),
        _FREE,
    ),
    Control(
        "duty",
        built(
            f"{_DEALER} (?:\\w+ ){{0,3}}(?:shall|must|may not|may only|agrees?|undertakes?|warrants?|guarantees?|needs? to)\\b(?:(?!report|mark|display|post|suppl|purchas|because){_C}){{0,40}}(?:{_KIND} (?:\\w+ )?pric|pric\\w+ of (?:the|its) (?:goods|products))"
        ),
        (*_FREE, "own", "negated", "by_dealer"),
    ),
    Control(
        "band",
        built(
            f"{_PRICE}{_C}{{0,20}}(?:deviate|vary|differ|fluctuate){_C}{{0,40}}(?:by more than|more than|beyond)|more than \\d+ ?% (?:off|below)"
        ),
        _FREE,
    ),
)
COUNTED = built(
    "retail pric|resale[- ]pric|resell(?:ing)? pric|selling pric|street pric|shelf pric"
    "|pric(?:e|ing)[- ](?:order|discipline|maintenance|stability|control|polic|violation|compliance|level)"
    "|(?:low|minimum|lowest|fixed|uniform|set)[- ]pric|below (?:the )?(?:list|suggested|recommended|guide)"
    "|undercut|maintain\\w* (?:the )?(?:market )?pric|price_order|low_price|resale"
    "|(?:below|under|less than) (?:the |our |its )?(?:suggested|recommended|list|guide|retail|minimum|market)\\b[^.;,]{0,20}pric"
)
DENIED = built(
    "\\b(?:no|none|nothing|never|not)\\b(?!\\s+(?:sell|sold|resell|be|go|lower|less|below|under|observ|keep|maintain|rebate|reward|bonus))|\\bwithout regard\\b|for reference"
    "|\\b(?:regardless|whether|even if|no matter|not because|never because|nor because)\\b"
)
STILL = built("\\b(?:not|never|no)\\b.{0,24}\\b(?:below|lower|less|under)\\b")
ENGLISH = Grammar(
    trigger=built("pric|msrp|rrp|undercut|discount|resale|resell|low_price|cheap"),
    other=OTHER,
    turns=built(
        ";|,? (?:but|however|provided that|except that|unless|although)\\b,?|, and (?=party b shall|shall|dealers)"
    ),
    excepted=built(" ?(?:excepted|excluded)"),
    easings=EASINGS,
    controls=CONTROLS,
    counted=COUNTED,
    denied=DENIED,
    still=STILL,
    clauses=built(",\\s|\\.\\s|[;,]"),
    leaving=(
        "not_asked",
        "own_before",
        "by_dealer",
        "nothing_follows",
        "whether",
        "nothing_to_do",
        "not_because",
        "void",
        "permitted",
    ),
)
