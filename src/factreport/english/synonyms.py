"""English: words that statistics use for the same thing, and words for its opposite."""

from __future__ import annotations

# Words for one thing, by groups. Words that some statistics tell apart, such as "pupils" and
# "students" or "killed" and "fatal", are in no group together.
SYNONYMS = [
    group.split()
    for group in str.split(
        "abattoir slaughterhouse; accommodation lodging; acreage hectarage; "
        "advertising ad advertisement; aircraft aeroplane airplane plane airliner jetliner; "
        "allergy allergic; apprentice trainee apprenticeship; arable cropland; "
        "arrears delinquency delinquent; asthma asthmatic; astronaut cosmonaut; "
        "athlete sportsman sportswoman; atm cashpoint; attendance visit; "
        "baby babies infant newborn; baggage luggage; baptism christening baptised; "
        "batsman batter; bequest legacy; bicycle bike pushbike; birth livebirth; "
        "booking reservation; bookmaker bookie; bookshop bookstore; breastfed breastfeeding; "
        "bricklayer brickie; broker brokerage; "
        "build construct construction housebuilding homebuilding; burglary burgled; "
        "buy bought purchase; buyback repurchase; campsite campground; cancer tumour; "
        "cannabis marijuana; car automobile auto motorcar; cargo freight; carmaker automaker; "
        "cattle cow bovine; cemetery graveyard; cereal grain; chargepoint charger; "
        "charity charitable nonprofit; child kid youngster; childcare daycare; "
        "chip semiconductor microchip; cinemagoer moviegoer filmgoer; "
        "company firm business businesses enterprise corporation corporate; complaint grievance; "
        "complete finish; congestion gridlock; consumption consume; council municipality; "
        "councillor councilman councilwoman; counterfeit fake forged; covid coronavirus; "
        "crash collision accident smash pileup; cryptocurrency crypto; customer client; "
        "dealer dealership; death killed kill mortality deceased; "
        "debt indebtedness indebted owe owed; deficit shortfall; diabetes diabetic; "
        "diagnosis diagnosed; diesel derv; dismissal sacked; dividend payout; doctor physician; "
        "donation gift; donor giver; driver motorist; drone uav; earthquake quake tremor; "
        "electricity power; emission carbon co2; "
        "employees staff headcount workforce personnel payroll; epilepsy epileptic; "
        "exam examination; farm agriculture agricultural; film movie; "
        "fire blaze wildfire bushfire; firefighter fireman firemen; firewood fuelwood woodfuel; "
        "fish catch; fisherman fishermen trawlerman trawlermen; flat apartment; football soccer; "
        "foreign overseas abroad; forest woodland; fraud scam fraudulent fraudster; "
        "funding financing; gay homosexual; gdp economy economic; groundnut peanut; gun firearm; "
        "hardwood broadleaf broadleaved; harvest crop; haulage haulier; "
        "headteacher headmaster headmistress; helpline hotline; herbicide weedkiller; "
        "highrise skyscraper; home house dwelling property properties; homicide murder; "
        "horse equine; hydro hydropower hydroelectric; illness disease; inactive inactivity; "
        "injured hurt wounded; internet broadband; ipo flotation; jewish jew judaism; "
        "journey trip; kerosene paraffin; lawyer attorney; "
        "layoff redundancy redundancies retrenchment redundant; leakage leak; letter mail; "
        "listener listenership; loan lending lent lend borrow; lonely loneliness; "
        "lorry lorries truck hgv; magazine periodical; maize corn; man male; "
        "marriage wedding wed; mathematics maths; medicine medication drug; methamphetamine meth; "
        "methane ch4; milk dairy; mobile cellular cellphone; motorcycle motorbike; "
        "motorway freeway expressway; mp parliamentarian lawmaker legislator; "
        "muslim islam islamic; naturalisation citizenship; nuclear atomic; offence crime; "
        "outage blackout; overnight night; parcel package; passenger traveller ridership; "
        "pavement footway sidewalk; pension superannuation; permission consent; "
        "petrol gasoline unleaded; phone telephone; physiotherapist physio; "
        "pig swine hog porcine; policeman policemen policewoman constable cop; "
        "polio poliomyelitis; pork pigmeat; potato spud; poultry chicken; pregnancy pregnant; "
        "price cost; prison jail prisoner inmate imprisonment incarcerated gaol; "
        "production produce output; pub tavern; pupil schoolchildren schoolchild schoolkids; "
        "racecourse racetrack; rail railway railroad; rain rainfall precipitation; "
        "rapeseed canola colza; readership reader; recipient beneficiary beneficiaries; "
        "recruit recruitment hire hiring; referendum plebiscite; referral refer; "
        "refund rebate reimbursement; remortgage refinance refinancing; reoffending recidivism; "
        "repossession foreclosure foreclosed; resident inhabitant; resignation quit; "
        "respondent interviewee; restaurant eatery; revenue turnover sales receipts takings; "
        "robbery mugging; seafarer sailor mariner; sewage wastewater; shareholder stockholder; "
        "sheep ovine; shop store outlet; snow snowfall; softwood conifer coniferous; "
        "solar photovoltaic pv; soybean soya soy; spending expenditure outlay expense; "
        "start commence; sti std; stillbirth stillborn; streetlight streetlamp; "
        "strike walkout stoppage; sunshine sunny sunlight; takeaway takeout; taxi cab; "
        "teacher educator schoolteacher; teenager teen adolescent; tenant renter; "
        "terrorism terrorist; theatregoer playgoer; theft stealing stolen stole thief thieves; "
        "timber wood lumber; tornado twister; tourist holidaymaker vacationer; tram streetcar; "
        "transgender trans; tuberculosis tb; tv television telly; underground subway metro tube; "
        "unemployed unemployment jobless joblessness workless worklessness; vacancy vacancies; "
        "vaccination vaccine immunisation inoculation jab; van lcv; vessel ship boat; "
        "viewer viewership; voter elector electorate; "
        "wage salary salaries earnings remuneration paycheck; waiting queue backlog; "
        "waste rubbish garbage trash; wildlife fauna; woman female",
        "; ",
    )
]
# Words of which a text says one and a fact the other if they are about different things.
OPPOSITES = (
    ("mean average", "median"),
    ("gross operating", "net"),
    ("interim", "final"),
    ("debt", "cash"),
    ("men male", "women female"),
    ("boys", "girls"),
    ("imports imported", "exports exported"),
    ("urban", "rural"),
    ("owners owned", "renters rented tenants"),
    ("births born", "deaths died"),
    ("employed employment", "unemployed unemployment jobless"),
    ("arrivals arrived", "departures departed"),
    ("public", "private"),
    ("minimum lowest", "maximum highest"),
    ("immigration immigrants", "emigration emigrants"),
    ("inbound", "outbound"),
    ("home", "away"),
)
