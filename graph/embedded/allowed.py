"""What a query may be made of: lists of what only reads, checked by hand against ArcadeDB 26.10.2.

Left out on purpose, among others: LOAD CSV and its functions file() and linenumber(), everything that writes,
commands, USE, DEFINE, vector search; the functions that reach SQL (sql.…, eval, promql, search_…), util.sleep
and util.compress; the procedures merge.…, refactor.…, do.when (its branches are queries in a text),
db.migratelegacytemporals, the full-text and vector ones, and the algorithms that write or keep state
(algo.cch.shortestpath, algo.fastrp, algo.graphsage, algo.hashgnn, algo.node2vec, algo.randomwalk, algo.astar).
"""

from __future__ import annotations

from ..allowed import names

#: clauses and expressions, by the names of the grammar's rules
RULES = names(
    """
    statement queryWithLocalDefinitions nextStatement regularQuery union when whenBranch elseBranch singleQuery clause
    finishClause returnClause returnBody returnItem returnItems orderItem ascToken descToken orderBy skip limit
    whereClause withClause matchClause matchMode hint filterClause unwindClause forUnwindClause letClause letItem
    callClause procedureName procedureArgument procedureResultItem subqueryClause subqueryScope orderBySkipLimitClause
    patternList pattern quantifier anonymousPattern shortestPathPattern patternElement pathPatternPrefix
    nonNegativeIntegerSpecification pathMode groupToken pathToken pathPatternNonEmpty nodePattern parenthesizedPath
    nodeLabels nodeLabelsIs labelType dynamicExpression dynamicAnyAllExpression dynamicLabelType relType
    labelOrRelType properties relationshipPattern leftArrow arrowLine rightArrow pathLength labelExpression
    labelExpression4 labelExpression3 labelExpression2 labelExpression1 expression expression11 expression10
    expression9 expression8 expression7 expression6 expression5 expression4 expression3 expression2 expression1
    comparisonExpression6 normalForm postFix property dynamicProperty propertyExpression dynamicPropertyExpression
    literal caseExpression caseAlternative extendedCaseExpression extendedCaseAlternative extendedWhen
    listComprehension patternComprehension reduceExpression allReduceExpression allReduceExpressionValidArguments
    listItemsPredicate normalizeFunction trimFunction patternExpression shortestPathExpression parenthesizedExpression
    mapProjection mapProjectionElement countStar existsExpression countExpression collectExpression numberLiteral
    signedIntegerLiteral listLiteral propertyKeyName parameter parameterName functionInvocation functionArgument
    functionName namespace variable nonEmptyNameList type typePart typeName typeNullability typeListSuffix
    stringLiteral map symbolicVariableNameString escapedSymbolicVariableNameString unescapedSymbolicVariableNameString
    symbolicNameString escapedSymbolicNameString unescapedSymbolicNameString unescapedSymbolicNameString_ endOfFile
    """
)

#: functions by their names in lower case: Cypher's own, and the engine's APOC-like ones that only compute
FUNCTIONS = names(
    """
    abs acos asin atan atan2 avg btrim ceil ceiling char_length character_length coalesce collect collect_list cos
    cosh cot coth count degrees distance e elementid endnode exists exp floor format haversin head id isempty isnan
    isnormalized keys labels last left length ln log log10 lower ltrim max min nodes normalize nullif path_length
    percentile_cont percentile_disc percentilecont percentiledisc pi point point.distance point.withinbbox properties
    radians rand randomuuid range relationships replace reverse right round rtrim sign sin sinh size split sqrt
    startnode stdev stdev_pop stdev_samp stdevp substring sum tail tan tanh toboolean tobooleanlist tobooleanornull
    tofloat tofloatlist tofloatornull tointeger tointegerlist tointegerornull tolower tostring tostringlist
    tostringornull toupper trim type upper valuetype
    date date.realtime date.statement date.transaction date.truncate
    datetime datetime.fromepoch datetime.fromepochmillis datetime.realtime datetime.statement datetime.transaction
    datetime.truncate duration duration.between duration.indays duration.inmonths duration.inseconds duration_between
    local_datetime local_time localdatetime localdatetime.realtime localdatetime.statement localdatetime.transaction
    localdatetime.truncate localtime localtime.realtime localtime.statement localtime.transaction localtime.truncate
    time time.realtime time.statement time.transaction time.truncate timestamp zoned_datetime zoned_time
    agg.first agg.last agg.maxitems agg.median agg.minitems agg.nth agg.percentiles agg.product agg.slice
    agg.statistics
    coll.avg coll.distinct coll.flatten coll.indexof coll.insert coll.max coll.min coll.pairsmin coll.remove coll.sort
    coll.sum coll.toset coll.union coll.unionall
    convert.fromjsonlist convert.fromjsonmap convert.toboolean convert.tofloat convert.tointeger convert.tojson
    convert.tolist convert.tomap convert.toset convert.tostring
    date.add date.convert date.currenttimestamp date.field date.fields date.format date.fromiso8601 date.parse
    date.systemtimezone date.toiso8601
    map.clean map.flatten map.fromlists map.frompairs map.groupby map.merge map.mergelist map.removekey map.removekeys
    map.setkey map.sortedproperties map.submap map.unflatten map.values
    math.cosh math.maxdouble math.maxlong math.minlong math.round math.sigmoid math.sigmoidprime math.sinh math.tanh
    node.degree node.degree.in node.degree.out node.id node.labels node.relationship.exists node.relationship.types
    number.format path.combine path.create path.elements path.slice rel.endnode rel.id rel.startnode rel.type
    text.bytecount text.camelcase text.capitalize text.capitalizeall text.charat text.code text.decapitalize
    text.decapitalizeall text.format text.hammingdistance text.hexvalue text.indexof text.jarowinklerdistance
    text.join text.levenshteindistance text.levenshteinsimilarity text.lpad text.regexreplace text.replace text.rpad
    text.slug text.snakecase text.sorensendicesimilarity text.split text.uppercamelcase
    util.md5 util.sha1 util.sha256 util.sha512
    """
)

#: procedures by their names in lower case: what there is, paths, and algorithms that only return rows
PROCEDURES = names(
    """
    db.labels db.relationshiptypes db.schema
    meta.graph meta.nodetypeproperties meta.reltypeproperties meta.schema meta.stats
    path.expand path.expandconfig path.spanningtree path.subgraphall path.subgraphnodes
    algo.adamicadar algo.allsimplepaths algo.apsp algo.articlerank algo.articulationpoints algo.assortativity
    algo.bellmanford algo.betweenness algo.bfs algo.biconnectedcomponents algo.bipartite
    algo.bipartitematching algo.bridges algo.clique algo.closeness algo.commonneighbors algo.conductance
    algo.cycledetection algo.degree algo.densestsubgraph algo.dfs algo.dijkstra algo.dijkstra.singlesource
    algo.eccentricity algo.eigenvector algo.graphcoloring algo.graphsummary algo.harmonic
    algo.hierarchicalclustering algo.hits algo.influencemaximization algo.jaccard algo.katz algo.kcore algo.knn
    algo.kshortestpaths algo.ktruss algo.labelpropagation algo.leiden algo.localclusteringcoefficient
    algo.longestpath algo.louvain algo.maxflow algo.maxkcut algo.modularityscore algo.msa algo.mst algo.pagerank
    algo.personalizedpagerank algo.preferentialattachment algo.resourceallocation algo.richclub
    algo.samecommunity algo.scc algo.simrank algo.slpa algo.steinertree algo.topologicalsort algo.totalneighbors
    algo.trianglecount algo.voterank algo.wcc
    """
)
