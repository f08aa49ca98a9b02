#!/usr/bin/env python3
"""Writes golden scores of sacreBLEU 2.6.0 for tests/sacrebleu.rs.

    pip install sacrebleu==2.6.0
    python generate.py golden.json
    python generate.py OTHER.json NAME REF[,REF2] HYP HYP...     # for texts of your own

Without texts it takes the sentences below, written for this project, and lines that are hard to
get right. Scores are written with all their digits.
"""
import itertools, json, logging, os, sys

os.environ["SACREBLEU_SEED"] = "12345"
import sacrebleu
from sacrebleu.metrics import BLEU, CHRF, TER
from sacrebleu.significance import PairedTest

logging.disable(logging.CRITICAL)
assert sacrebleu.__version__ == "2.6.0", sacrebleu.__version__

SWEDISH = """Riksdagen röstade på onsdagen igenom en budget på 1 348 miljarder kronor.
”Vi hade hoppats på mer”, sade kommunalrådet Åsa Lindqvist – och lämnade mötet.
Priset steg med 3,5 procent till 249,90 kronor (inklusive moms).
Enligt rapporten kommer utsläppen att minska med 40–45 % fram till år 2030.
Färjan mellan Nynäshamn och Visby ställdes in på grund av hård vind.
Hon föddes den 14 mars 1952 i Örnsköldsvik och växte upp i Umeå.
Klicka på ”Spara som…” för att välja en annan mapp.
Bolaget, som har 1 200 anställda, redovisade en vinst på 87 mkr.
Är det verkligen möjligt att bygga tunneln på mindre än tio år?
Matchen slutade 3–2 efter förlängning; publiken sjöng hela vägen hem.
EU:s nya regler gäller från och med den 1 januari.
Temperaturen sjönk till −27,4 °C i Nikkaluokta under natten.
Läkaren ordinerade 2 x 500 mg i tio dagar, t.ex. tillsammans med mat.
Boken finns att låna på stadsbiblioteket, men kön är lång.
Det var inte regeringen utan myndigheten som fattade beslutet.
Tåg 543 mot Malmö C avgår kl. 14.30 från spår 7.
Forskarna fann inga spår av metallen i de prover som togs 2019.
Alla barn i åk 4–6 får simundervisning minst en gång i veckan.
Domstolen dömde honom till två års fängelse för grovt bedrägeri.
Potatisen skalas, skivas tunt och läggs i en smord form.
Avtalet löper ut om sex månader om inget av parterna säger upp det.
Vi ses på torget vid 18-tiden – ta med något varmt att dricka!
Antalet besökare ökade från 12 500 till 13 100 på ett år.
Systemet startas om automatiskt när uppdateringen är klar.""".split("\n")

ENGLISH = """The council approved a budget of SEK 1,348 billion on Wednesday.
"We had hoped for more," said Ms. Lindqvist - and left the meeting.
The price rose by 3.5% to $24.90 (incl. VAT), up from $24.05.
Emissions will fall by 40-45 per cent by the year 2030, the report says.
The ferry between Nynäshamn and Visby was cancelled because of strong winds.
She was born on March 14, 1952 in Örnsköldsvik and grew up in Umeå.
Click "Save as..." to choose another folder; it's the 2nd button.
The company's profit, with 1,200 employees, was SEK 87 million.
Is it really possible to build the tunnel in under ten years?
It wasn't the government's decision but the agency's.
Train 543 to Malmö leaves at 2:30 p.m. from track 7.
All the children in years 4-6 have swimming lessons once a week.""".split("\n")

# Hypothesis and references that are hard to get right.
EDGE = [
    ("", ["", ""]), ("", ["ett ord", "två"]), ("ett ord", ["", ""]), ("   ", ["  ", " "]), ("ja", ["ja", "jo"]),
    ("så är det", ["så är det", "det är så"]), ("så är det nu", ["så är det nu", "nu är det så"]),
    ("k l m n", ["p q r s", "t u v x"]), ("k l m n", ["k l m x", "k l"]), ("k", ["k l m n o p", "l"]),
    ("k l m n o p q r s t", ["k", "t"]), ("12 000 kr", ["12\u00a0000 kr", "12\u202f000 kr"]),
    ("”Jaså?”, frågade han – tyst.", ["\"Jaså?\", frågade han - tyst.", "’Jaså?’ frågade han, tyst."]),
    ("pris: 4,50 kr.", ["pris: 4.50 kr.", "pris 4,50 kr"]), ("1980-talet, 2.71, 7,5 %", ["1980 - talet , 2.71 , 7,5%", "80-talet"]),
    ("bl.a. U.K. och t.ex. G7.", ["bl a UK och tex G 7 .", "U.K."]), ("Slut 1999.", ["Slut 1999 .", "Slut, 1999."]),
    ("x...y,,z", ["x . . . y , , z", "x…y"]), ("&quot;q&quot; &amp;lt; r &gt;", ["\"q\" < r >", "q r"]),
    ("<skipped>bra", ["bra", "skipped"]), ("Lars's bok's 's", ["Lars 's bok 's 's", "lars"]),
    ("fil_namn a+b=c €7 7€ §4 1~2 x^2", ["fil _ namn a + b = c € 7 7 € § 4 1 ~ 2 x ^ 2", "fil"]),
    ("e\u0301n a\u030angb\u00e5t", ["\u00e9n \u00e5ngbåt", "a\u030angbåt"]), ("İzmir ΟΔΟΣ STRAẞE", ["i̇zmir οδος straße", "IZMIR"]),
    ("k\u001fl\u001cm\u001dn\u001eo", ["k l m n o", "k"]), ("k\u0085l\u2028m\u000bn\u000co", ["k l m n o", "klmno"]),
    ("noll\u200bbredd mjukt\u00adbinde", ["nollbredd mjuktbinde", "noll bredd"]), ("🎉🎉 kul 👩‍🔬", ["🎉 🎉 kul 👩‍🔬", "kul"]),
    ("東京の天気。", ["東京 の 天気 。", "大阪"]), ("Москва – столица", ["Москва, столица", "москва"]), ("ここは「東京」です、ね！", ["ここ は 「 東京 」 です", "東京"]),
    ("(ja) \"nej!\" !kanske ...", ["( ja ) \" nej ! \" ! kanske . . .", "ja nej"]),
    ("l k", ["k l", "l"]), ("n o p k l m", ["k l m n o p", "p o n"]), ("x y k l m z", ["k l m x y z", "x z"]),
    ("det det det det", ["det hus", "det det"]), ("k l m", ["k l", "k l m n"]), ("k l m n o", ["k l m", "k l m n o p q"]),
    ("k l m n", ["", "k l m n"]), ("k", ["l", "k l"]), ("½ ¾ Ⅳ ² n°5 5° 100‰", ["1/2 3/4 IV 2 n ° 5", "½"]),
    ("-1 - 2-3 a-4 5-b", ["- 1 - 2 - 3 a - 4 5 - b", "-1"]), ("don't e-post's l'hôtel", ["do n't e - post 's", "l'hôtel"]),
    (" ".join(f"o{i%7}" for i in range(120)), [" ".join(f"o{i*3%7}" for i in range(110)), "o1 o2"]),
    (" ".join("klm"[i % 3] for i in range(60)), [" ".join("lmk"[i % 3] for i in range(60)), "k"]),
    (" ".join(f"u{i}" for i in range(3)), [" ".join(f"u{i}" for i in range(200)), "u1"]),
    (" ".join(f"u{i}" for i in range(200)), [" ".join(f"u{i}" for i in range(3)), "u150"]),
    (" ".join(f"u{i}" for i in [*range(80, 160), *range(80)]), [" ".join(f"u{i}" for i in range(160)), "u3 u2 u1"]),
    (" ".join(f"u{i*7%90}" for i in range(90)), [" ".join(f"u{i}" for i in range(90)), "u0"]),
    (" ".join(f"u{i}" for i in [*range(30, 70), *range(30)]), [" ".join(f"u{i}" for i in range(70)), "u0 u1"]),
]


class Stream:
    """splitmix64: the same noise from every version of Python."""
    def __init__(self, seed): self.state = seed
    def below(self, n):
        self.state = (self.state + 0x9E3779B97F4A7C15) % 2**64
        z = self.state
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 % 2**64
        z = (z ^ z >> 27) * 0x94D049BB133111EB % 2**64
        return (z ^ z >> 31) % n


def worsen(lines, seed, rate):
    """Drops, swaps, replaces and moves words of about `rate` in a hundred."""
    stream, words = Stream(seed), [w for line in lines for w in line.split()]
    out = []
    for line in lines:
        tokens = []
        for token in line.split():
            roll = stream.below(100)
            if roll < rate // 3: continue
            if roll < rate // 2: tokens.append(words[stream.below(len(words))])
            elif roll < rate * 2 // 3: tokens += [token.swapcase()]
            elif roll < rate * 5 // 6: tokens.insert(stream.below(len(tokens) + 1), token)
            elif roll < rate: tokens.append(token.rstrip(".,!?”") + ",;!"[stream.below(3)])
            else: tokens.append(token)
        if stream.below(100) < rate and len(tokens) > 6:
            at, to = stream.below(len(tokens) - 3), stream.below(len(tokens) - 3)
            block, rest = tokens[at:at + 3], tokens[:at] + tokens[at + 3:]
            tokens = rest[:to] + block + rest[to:]
        out.append(" ".join(tokens))
    return out


def options():
    for tokenize, lowercase in itertools.product(("13a", "intl", "char", "none"), (False, True)):
        yield "BLEU", dict(tokenize=tokenize, lowercase=lowercase)
    for method, value in (("exp", None), ("floor", None), ("floor", 0.01), ("add-k", None), ("add-k", 2), ("none", None)):
        for effective_order in (False, True):
            yield "BLEU", dict(smooth_method=method, smooth_value=value, effective_order=effective_order)
    for word_order, beta in itertools.product((0, 1, 2), (1, 2, 3)):
        yield "chrF", dict(word_order=word_order, beta=beta)
    for word_order, (lowercase, whitespace, eps) in itertools.product((0, 2), itertools.product((False, True), repeat=3)):
        yield "chrF", dict(word_order=word_order, lowercase=lowercase, whitespace=whitespace, eps_smoothing=eps)
    yield "chrF", dict(char_order=4)
    yield "chrF", dict(char_order=1)
    for normalized, no_punct, asian_support, case_sensitive in itertools.product((False, True), repeat=4):
        yield "TER", dict(normalized=normalized, no_punct=no_punct, asian_support=asian_support, case_sensitive=case_sensitive)


MAKE = {"BLEU": BLEU, "chrF": CHRF, "TER": TER}


def number(x):
    return x.item() if hasattr(x, "item") else x


def scores(references, hypothesis):
    for name, kwargs in options():
        metric = MAKE[name](**kwargs)
        by_segment = MAKE[name](**(kwargs | {"effective_order": True} if name == "BLEU" else kwargs))
        statistics = metric._extract_corpus_statistics(hypothesis, references)
        yield dict(metric=name, options=kwargs, corpus=metric._aggregate_and_compute(statistics).score,
                   segments=[by_segment._aggregate_and_compute([row]).score for row in statistics])


def tests(references, systems):
    for test, trials in (("bs", 500), ("ar", 300)):
        metrics = {"BLEU": BLEU(references=references), "chrF": CHRF(references=references),
                   "chrF++": CHRF(references=references, word_order=2), "TER": TER(references=references),
                   "BLEU floor": BLEU(references=references, smooth_method="floor"),
                   "BLEU add-k": BLEU(references=references, smooth_method="add-k"),
                   "chrF eps": CHRF(references=references, eps_smoothing=True)}
        for name, metric in metrics.items():
            _, results = PairedTest(list(systems.items()), {name: metric}, None, test_type=test,
                                    n_samples=trials, n_ar_confidence=-1 if test == "bs" else 0)()
            (key,) = [key for key in results if key != "System"]
            yield dict(test=test, trials=trials, metric=name,
                       results=[dict(p=number(r.p_value), mean=number(r.mean), ci=number(r.ci)) for r in results[key]])


def case(name, references, systems, with_tests=True):
    return dict(name=name, references=references, systems=systems,
                scores={system: list(scores(references, hypothesis)) for system, hypothesis in systems.items()},
                tests=list(tests(references, dict(sorted(systems.items())))) if with_tests else [])


def own_cases():
    for name, lines in (("swedish", SWEDISH), ("english", ENGLISH)):
        systems = dict(light=worsen(lines, 1, 8), light2=worsen(lines, 4, 8), heavy=worsen(lines, 2, 40))
        yield case(name, [lines], systems | {"same": systems["heavy"]})
        yield case(name + "-2-references", [lines, worsen(lines, 3, 20)], {"light": systems["light"], "heavy": systems["heavy"]})
    hypotheses, references = [h for h, _ in EDGE], list(zip(*(r for _, r in EDGE)))
    references = [list(r) for r in references]
    yield case("edge", references[:1], {"edge": hypotheses}, with_tests=False)
    yield case("edge-2-references", references, {"edge": hypotheses}, with_tests=False)


def read(path):
    with open(path, encoding="utf-8", newline="\n") as lines:
        return [line.rstrip() for line in lines]


if len(sys.argv) > 2:
    _, out, name, references, *hypotheses = sys.argv
    cases = [case(name, [read(r) for r in references.split(",")], {os.path.basename(h): read(h) for h in hypotheses})]
else:
    out, cases = sys.argv[1], list(own_cases())
with open(out, "w", encoding="utf-8") as file:
    json.dump(dict(sacrebleu=sacrebleu.__version__, cases=cases), file, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    file.write("\n")
