"""The counts of the two moments that the drawings of the wall show: 10:20:07, calm, and 30 s into an outage."""

CALM_QUEUES = """\
payment en,92,96,2,1,1,26,32,13,3
dispute de,28,33,2,1,0,21,21,8,4
refund sv,30,32,1,1,1,13,17,7,0
account en,61,64,1,1,1,17,25,11,2
returns fr,29,31,1,0,0,10,16,6,1
refund es,24,26,1,0,0,8,13,6,0
delivery pt,22,24,1,0,0,10,14,5,0
all nl,15,16,0,0,0,5,10,4,0
"""
"""Queue, in 60 s, answered, left, wait, offered, busy, slots, agents, missed."""

CALM_LEGS = """\
account en,Ann Fox,asked,21,60,yes,account
payment en,Sam Okoro,asked,4,60,yes,payment
dispute de,Max Vogel,dispute,17,90,no,dispute
refund sv,Eva Lund,unsure,12,120,yes,refund
"""
"""Queue, person, reason, waited s, target s, offered, topic."""

CALM_LINES = """\
3 2 4 3 5 4 3 2 3 4 3 4
31 22 40 28 51 44 30 25 38 41 27 21
89 90 92 91 88 89 90 92 91 90 91 91
12 14 13 11 15 16 14 13 14 12 14 14
2 3 3 2 4 3 3 2 3 3 3 3
70 71 70 72 74 73 71 70 72 73 74 74
97 98 97 97 96 97 97 98 97 97 97 97
48 61 55 70 66 52 58 49 63 57 50 52
"""
"""Waiting, longest, in 60, wait mid, gave up, slots busy, got a person, reply owed."""

CALM_AGENTS = """\
name,level,cap,home,state,state_s,since_break_s,slots,busy,owes_s,asks_help_s
Luz,L2,3,refund es,no answer,95,850,0,0,0,
Ben,L3,3,payment en,available,997,911,3,3,52,
Lutz,L3,3,dispute de,available,1752,4076,3,3,44,
Lena,L3,3,refund sv,available,4134,1742,3,2,43,
Omar,L1,2,payment en,available,1791,2133,2,2,42,
Paul,L2,3,returns fr,available,2468,3184,3,2,42,
Nils,L3,3,refund sv,finishing,150,3575,1,1,41,
Ada,L1,2,payment en,available,2982,3966,2,2,40,
Pablo,L2,3,refund es,available,3659,5017,3,2,40,
Åke,L3,3,refund sv,available,1316,5408,3,2,39,
Kai,L1,2,payment en,available,4173,5799,2,2,38,
Priya,L3,3,account en,wrap-up,25,1241,3,2,37,
Nell,L1,2,payment en,available,5364,1632,2,2,36,
Caio,L2,3,delivery pt,wrap-up,29,2683,3,2,36,
Eli,L3,3,account en,available,3698,3074,3,2,35,
Karl,L3,3,dispute de,wrap-up,33,3465,3,3,34,
Davi,L2,3,delivery pt,available,2032,4516,3,2,34,
Hal,L3,3,account en,available,4889,4907,3,2,33,
Sven,L3,3,dispute de,available,2546,5298,3,3,32,
Daan,L2,3,all nl,available,3223,349,3,1,32,
Luc,L3,3,returns fr,available,880,740,3,2,31,
Ute,L3,3,dispute de,available,3737,1131,3,3,30,
Iris,L2,3,payment en,available,1394,1522,3,3,29,
Zoé,L3,3,returns fr,available,2071,2573,3,2,29,
Maja,L1,2,refund sv,available,4928,2964,2,2,28,
Eva,L3,3,refund es,available,3262,4406,3,2,27,
Hugo,L2,3,payment en,available,2585,3355,3,2,27,
Tove,L1,2,refund sv,available,919,4797,2,2,26,
Iker,L3,3,refund es,available,4453,6239,3,2,25,
Rosa,L2,3,payment en,available,3776,5188,3,2,25,
Greg,L1,2,account en,available,2110,630,2,2,24,
Rita,L3,3,delivery pt,available,5644,2072,3,2,23,
Otto,L2,3,payment en,wrap-up,35,1021,3,2,23,
Dana,L1,2,account en,available,3301,2463,2,1,22,
Jana,L3,3,dispute de,available,958,2854,3,3,21,
Bia,L3,3,delivery pt,available,1635,3905,3,2,21,
Sanne,L3,3,all nl,available,2826,5738,3,2,19,
Rolf,L3,3,dispute de,available,3340,520,3,3,17,
Rémi,L1,2,returns fr,available,1674,1962,2,1,16,
Ola,L2,3,refund sv,available,4531,2353,3,2,15,
Tess,L3,3,payment en,available,2188,2744,3,2,14,
Inès,L1,2,returns fr,available,2865,3795,2,1,14,
Siv,L2,3,refund sv,available,5722,4186,3,2,13,
Finn,L3,3,payment en,available,3379,4577,3,2,12,
Sol,L1,2,refund es,available,4056,5628,2,1,12,
Maya,L2,3,account en,available,1713,6019,3,2,11,
Lily,L3,3,payment en,available,4570,410,3,2,10,
Nuria,L1,2,refund es,available,5247,1461,2,1,10,
Cole,L2,3,account en,available,2904,1852,3,2,9,
João,L1,2,delivery pt,available,1238,3294,2,2,8,
Faye,L2,3,account en,available,4095,3685,3,2,7,
Bo,L1,2,all nl,available,2429,5127,2,1,6,
Ivy,L2,3,account en,available,5286,5518,3,2,5,
Anke,L3,3,dispute de,available,2943,5909,3,3,4,
Fleur,L1,2,all nl,available,3620,960,2,1,4,
Anne,L2,3,returns fr,available,1277,1351,3,2,3,
Jude,L1,2,account en,away,660,6129,0,0,0,
Gwen,L1,2,account en,break,348,0,0,0,0,
Heidi,L3,3,dispute de,break,291,0,0,0,0,
Wes,L3,3,payment en,break,279,0,0,0,0,
"""

OUTAGE_QUEUES = """\
payment en,94,98,2,13,0,32,32,13,3
dispute de,28,33,2,2,0,21,21,8,4
refund sv,30,32,1,1,1,13,17,7,0
account en,62,65,1,2,2,17,25,11,2
returns fr,29,31,1,0,0,10,16,6,1
refund es,24,26,1,0,0,8,13,6,0
delivery pt,22,24,1,0,0,10,14,5,0
all nl,15,16,0,1,1,5,10,4,0
"""
"""Queue, in 60 s, answered, left, wait, offered, busy, slots, agents, missed."""

OUTAGE_LEGS = """\
payment en,Sam Okoro,asked,34,60,no,payment
payment en,Dee Ott,asked,27,60,no,payment
payment en,Rui Costa,asked,22,60,no,payment
dispute de,Max Vogel,dispute,47,90,no,dispute
payment en,Mia Roth,asked,16,60,no,payment
account en,Nora Day,asked,13,60,yes,account
payment en,Zoe Hart,asked,11,60,no,payment
payment en,Joy Adu,asked,5,60,no,payment
payment en,Kim Lee,payment,25,90,no,payment
payment en,Pat Kim,payment,19,90,no,payment
payment en,Al Moss,payment,14,90,no,payment
refund sv,Eva Lund,unsure,42,120,yes,refund
payment en,Tim Roe,payment,9,90,no,payment
payment en,Ian Poe,payment,8,90,no,payment
dispute de,Uwe Lenz,dispute,8,90,no,dispute
payment en,Lou Ray,payment,3,90,no,payment
payment en,Cal Dunn,payment,1,90,no,payment
all nl,Bo Smit,unsure,10,120,yes,delivery
account en,Gil Roy,unsure,6,120,yes,payment
"""
"""Queue, person, reason, waited s, target s, offered, topic."""

OUTAGE_LINES = """\
3 2 4 3 5 4 3 2 3 4 3 19
31 22 40 28 51 44 30 25 38 41 27 47
89 90 92 91 88 89 90 92 91 90 91 91
12 14 13 11 15 16 14 13 14 12 14 14
2 3 3 2 4 3 3 2 3 3 3 3
70 71 70 72 74 73 71 70 72 73 74 78
97 98 97 97 96 97 97 98 97 97 97 97
48 61 55 70 66 52 58 49 63 57 50 82
"""
"""Waiting, longest, in 60, wait mid, gave up, slots busy, got a person, reply owed."""

OUTAGE_AGENTS = """\
name,level,cap,home,state,state_s,since_break_s,slots,busy,owes_s,asks_help_s
Ben,L3,3,payment en,available,1027,941,3,3,82,20
Luz,L2,3,refund es,no answer,125,880,0,0,0,
Lutz,L3,3,dispute de,available,1782,4106,3,3,61,
Karl,L3,3,dispute de,wrap-up,63,3495,3,3,34,
Otto,L2,3,payment en,wrap-up,65,1051,3,3,11,
Hal,L3,3,account en,available,4919,4937,3,2,48,
Maya,L2,3,account en,available,1743,6049,3,2,47,
Ute,L3,3,dispute de,available,3767,1161,3,3,46,
Sanne,L3,3,all nl,available,2856,5768,3,2,45,
Hugo,L2,3,payment en,available,2615,3385,3,3,44,
Rémi,L1,2,returns fr,available,1704,1992,2,1,43,
Eli,L3,3,account en,available,3728,3104,3,2,42,
Siv,L2,3,refund sv,available,5752,4216,3,2,41,
Sven,L3,3,dispute de,available,2576,5328,3,3,40,
Lily,L3,3,payment en,available,4600,440,3,3,39,
Bia,L3,3,delivery pt,available,1665,3935,3,2,39,
Iris,L2,3,payment en,available,1424,1552,3,3,38,
Pablo,L2,3,refund es,available,3689,5047,3,2,38,
Priya,L3,3,account en,wrap-up,55,1271,3,2,36,
Ola,L2,3,refund sv,available,4561,2383,3,2,35,
Fleur,L1,2,all nl,available,3650,990,2,1,34,
Finn,L3,3,payment en,available,3409,4607,3,3,33,
Rita,L3,3,delivery pt,available,5674,2102,3,2,33,
Paul,L2,3,returns fr,available,2498,3214,3,2,32,
Åke,L3,3,refund sv,available,1346,5438,3,2,30,
Rolf,L3,3,dispute de,available,3370,550,3,3,29,
Nell,L1,2,payment en,available,5394,1662,2,2,28,
Bo,L1,2,all nl,available,2459,5157,2,1,28,
Tess,L3,3,payment en,available,2218,2774,3,3,27,
Iker,L3,3,refund es,available,4483,6269,3,2,27,
Anne,L2,3,returns fr,available,1307,1381,3,2,26,
Dana,L1,2,account en,available,3331,2493,2,1,25,
Nils,L3,3,refund sv,finishing,180,3605,1,1,24,
Kai,L1,2,payment en,available,4203,5829,2,2,22,
João,L1,2,delivery pt,available,1268,3324,2,2,22,
Eva,L3,3,refund es,available,3292,4436,3,2,21,
Ivy,L2,3,account en,available,5316,5548,3,2,20,
Greg,L1,2,account en,available,2140,660,2,2,19,
Lena,L3,3,refund sv,available,4164,1772,3,2,18,
Jana,L3,3,dispute de,available,988,2884,3,3,17,
Daan,L2,3,all nl,available,3253,379,3,1,17,
Ada,L1,2,payment en,available,3012,3996,2,2,16,
Nuria,L1,2,refund es,available,5277,1491,2,1,16,
Zoé,L3,3,returns fr,available,2101,2603,3,2,15,
Faye,L2,3,account en,available,4125,3715,3,2,14,
Tove,L1,2,refund sv,available,949,4827,2,2,13,
Anke,L3,3,dispute de,available,2973,5939,3,3,12,
Davi,L2,3,delivery pt,available,2062,4546,3,2,11,
Omar,L1,2,payment en,available,1821,2163,2,2,10,
Sol,L1,2,refund es,available,4086,5658,2,1,10,
Luc,L3,3,returns fr,available,910,770,3,2,9,
Cole,L2,3,account en,available,2934,1882,3,2,8,
Maja,L1,2,refund sv,available,4958,2994,2,2,7,
Rosa,L2,3,payment en,available,3806,5218,3,3,5,
Caio,L2,3,delivery pt,wrap-up,59,2713,3,2,5,
Inès,L1,2,returns fr,available,2895,3825,2,1,4,
Jude,L1,2,account en,away,690,6159,0,0,0,
Gwen,L1,2,account en,break,378,0,0,0,0,
Heidi,L3,3,dispute de,break,321,0,0,0,0,
Wes,L3,3,payment en,break,309,0,0,0,0,
"""

ARRIVALS = """\
1 3 5 2 4 1 3 5 2 4 1 3 5 2 4 2 4 6 3 5 2 4 6 3 5 2 4 6 3 5 2 4 6 3 5 2 4 6 3 5
2 4 6 3 5 3 5 7 4 6 3 5 7 4 6 3 5 7 4 6 3 5 7 4 6 3 5 7 4 6 3 5 7 4 7 4 6 8 5 7
4 6 8 5 7 4 6 8 5 7 4 6 8 5 7 4 6 8 5 7 4 6 8 6 8 5 7 9 6 8 5 7 9 6 8 5 7 9 6 8
5 7 9 6 8 5 7 9 6 8 5 7 9 7 9 6 8 10 7 9 6 8 10 7 9 6 8 10 7 9 6 8 10 7 9 6 8 10 7 9
6 8 11 8 10 7 9 11 8 10 7 9 11 8 10 7 9 11 8 10 7 9 11 8 10 7 9 11 8 10 7 10 12 9 11 8 10 12 9 11
8 10 12 9 11 8 11 12 9 11 9 11 13 10 11 8 10 13 10 12 9 11 13 10 12 10 12 14 10 12 9 11 14 11 13 11
"""

HEAT = """\
en,100000011110000000001100,412/448
de,111011122210000000112111,116/139
sv,00000001100·····00000000,98/106
fr,000000111000··0000000110,101/110
es,00000000110000·000000001,88/97
pt,0000011100000000·0001100,79/88
nl,000000010··········00000,52/54
"""
"""Language, digits of the last 24 hours, today."""

INTENTS = """\
payment en; 4200, 3150, 1890, 567; 420, 315, 252, 35; 1700, 1275, 930, 166
account en; 3900, 2925, 2106, 440; 380, 285, 245, 26; 1000, 750, 600, 75
refund sv; 2600, 1950, 1131, 370; 260, 195, 160, 20; 700, 525, 399, 60
returns fr; 2100, 1575, 930, 270; 240, 180, 147, 20; 500, 375, 285, 41
dispute de; 600, 450, 180, 135; 420, 315, 246, 41; 900, 675, 466, 101
all other; 1840, 1380, 745, 262; 240, 180, 138, 22; 220, 165, 120, 19
"""
"""Intent and language; closed, final, verified, again: bot; human; hybrid."""
