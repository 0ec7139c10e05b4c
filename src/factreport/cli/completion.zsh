#compdef report
# Completion of `report` for zsh. In ~/.zshrc:  eval "$(report completion zsh)"
_report() {
    local command=${${(Q)words[1]}/#\~\//$HOME/} line
    local -a parts found
    for line in "${(@f)$(_REPORT_COMPLETE=zsh_complete "$command" "${(@)words[2,CURRENT]}" 2>/dev/null </dev/null)}"; do
        # _describe takes \\ for a backslash, and \: for a colon of the word itself.
        parts=("${(@ps:\t:)${line//\\/\\\\}}")
        case $parts[1] in
            plain) found+=("${parts[2]//:/\\:}${parts[3]:+:$parts[3]}") ;;
            file) [[ $words[CURRENT] == --*=* ]] && compset -P '*='; _files; return ;;
        esac
    done
    (( $#found )) && _describe -V report found -U
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _report "$@"  # from a file named _report in $fpath
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }
    compdef _report report
fi
