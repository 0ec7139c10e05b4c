# Completion of `report` for bash. In ~/.bashrc:  eval "$(report completion bash)"
_report() {
    local command=$1 kind word meaning
    if [[ $command == '~/'* ]]; then command=$HOME/${command:2}; fi
    COMPREPLY=()
    while IFS=$'\t' read -r kind word meaning; do
        case $kind in
            plain) COMPREPLY+=("$word") ;;
            file) compopt -o default ;;
        esac
    done < <(_REPORT_COMPLETE=bash_complete "$command" "${COMP_LINE:0:COMP_POINT}" "$2" 2>/dev/null </dev/null)
}
# Before bash 4.4 there is no nosort.
complete -o nosort -F _report report 2>/dev/null || complete -F _report report
